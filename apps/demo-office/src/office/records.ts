/** One record as an office system's API shows it. */
export type OfficeRecord = Readonly<Record<string, string | number | boolean | null>>;

export interface Collection {
  readonly name: string;
  /** The field by whose day the API answers a period. */
  readonly dateField: string;
  readonly records: readonly OfficeRecord[];
  /** What the system itself says the month adds up to, by input. */
  readonly totals: Readonly<Record<string, number>>;
}

/** An office system as its data file holds it. */
export interface OfficeSystem {
  /** The month the totals are of, by its first day. */
  readonly month: string;
  readonly collections: readonly Collection[];
}

export const numbered = <T extends object>(prefix: string, records: readonly T[]): (T & { readonly id: string })[] =>
  records.map((record, index) => ({ id: `${prefix}${String(index + 1).padStart(5, '0')}`, ...record }));

export const count = <T>(records: readonly T[], holds: (record: T) => boolean): number => records.filter(holds).length;
