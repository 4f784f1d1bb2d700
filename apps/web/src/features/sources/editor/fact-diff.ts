/** One thing a source says of itself, in words. */
export interface Fact {
  /** The same thing before and after. */
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

export interface FactChange {
  readonly key: string;
  readonly label: string;
  /** null: it was not there. */
  readonly before: string | null;
  /** null: it is no more. */
  readonly after: string | null;
}

/** What differs, in the order of what will be; what goes stands at the end. */
export function changesBetween(before: readonly Fact[], after: readonly Fact[]): readonly FactChange[] {
  const was = new Map(before.map((fact) => [fact.key, fact]));
  const will = new Set(after.map(({ key }) => key));
  return [
    ...after.flatMap(({ key, label, text }) => {
      const old = was.get(key)?.text ?? null;
      return old === text ? [] : [{ key, label, before: old, after: text }];
    }),
    ...before.flatMap(({ key, label, text }) => (will.has(key) ? [] : [{ key, label, before: text, after: null }])),
  ];
}
