export type Path = readonly (string | number)[];

type Tree = Readonly<Record<string | number, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

export const valueAt = (tree: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (isTree(value) ? value[step] : undefined), tree);

/** A copy with another value there; `undefined` takes the field out. */
export function withValueAt<T>(tree: T, path: Path, value: unknown): T {
  return placed(tree, path, value) as T;
}

function placed(tree: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(tree)) return tree.with(Number(step), placed(tree[Number(step)], rest, value));
  const { [step]: inner, ...others } = isTree(tree) ? tree : {};
  const next = placed(inner, rest, value);
  if (next === undefined) return others;
  // A field keeps its place, so that two copies of one thing read alike.
  return isTree(tree) && step in tree ? { ...tree, [step]: next } : { ...others, [step]: next };
}

export const beginsWith = (path: Path, start: Path): boolean => start.every((step, index) => path[index] === step);
