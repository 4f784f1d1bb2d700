/** One value of an entry, before and after; undefined where that side does not have it. */
export interface ValueChange {
  /** Names on the way to it, e.g. `0`, `managerId`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** A whole standard has a page of its own that shows it better. */
const tooWide: ReadonlySet<string> = new Set(['document']);

/** Every single value that differs or was set, in the order of the document. */
export function valueChanges(before: unknown, after: unknown): readonly ValueChange[] {
  return [...changesBelow([], before, after)];
}

function* changesBelow(path: readonly string[], before: unknown, after: unknown): Generator<ValueChange> {
  const names = [...new Set([...namesOf(before), ...namesOf(after)])];
  if (names.length === 0) {
    if (before !== after && (isLeaf(before) || isLeaf(after))) yield { path, before, after };
    return;
  }
  for (const name of names) {
    if (tooWide.has(name)) continue;
    yield* changesBelow([...path, name], partOf(before, name), partOf(after, name));
  }
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isLeaf = (value: unknown): boolean => value !== undefined && value !== null && !isBranch(value);
const namesOf = (value: unknown): readonly string[] => (isBranch(value) ? Object.keys(value) : []);
const partOf = (value: unknown, name: string): unknown => (isBranch(value) ? value[name] : undefined);

const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const personKeys: ReadonlySet<string> = new Set([
  'personId',
  'managerId',
  'reviewerId',
  'assigneeId',
  'ownerId',
  'signedOffBy',
]);

export const isPersonKey = (path: readonly string[]): boolean => personKeys.has(path.at(-1) ?? '');

/** People whose ids stand among the values. */
export const peopleAmong = (changes: readonly ValueChange[]): readonly string[] =>
  changes
    .filter(({ path }) => isPersonKey(path))
    .flatMap(({ before, after }) => [before, after])
    .filter((value): value is string => typeof value === 'string' && identifier.test(value));
