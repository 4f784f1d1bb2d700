export const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** What is left blank is not written at all. */
export const withOptional = <T extends object, K extends keyof T & string>(record: T, key: K, value: string): T =>
  value === ''
    ? (Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as T)
    : { ...record, [key]: value };

/** The one at `index` a place earlier (−1) or later (1). */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const [here, there] = [list[index], list[index + by]];
  if (here === undefined || there === undefined) return list;
  return list.map((one, at) => {
    if (at === index) return there;
    return at === index + by ? here : one;
  });
}

export const replaced = <T>(list: readonly T[], old: T, now: T): readonly T[] =>
  list.map((one) => (one === old ? now : one));
