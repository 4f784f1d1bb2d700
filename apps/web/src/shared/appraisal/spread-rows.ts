import { Decimal } from 'decimal.js';

/** A group's totals: its mean, and a band around it. */
export interface SpreadRow {
  readonly key: string;
  readonly name: string;
  readonly people: number;
  readonly mean: string | null;
  readonly median: string | null;
  readonly lowest: string | null;
  readonly highest: string | null;
  readonly deviation: string | null;
  readonly from: string | null;
  readonly to: string | null;
}
type Spread = Omit<SpreadRow, 'key' | 'name' | 'deviation' | 'from' | 'to'>;
type Unnamed = Omit<SpreadRow, 'key' | 'name'>;

/** From a deviation below the mean to one above it. */
export function aroundMean(spread: Spread & Pick<SpreadRow, 'deviation'>): Unnamed {
  const { mean, deviation } = spread;
  const known = mean !== null && deviation !== null;
  return {
    ...spread,
    from: known ? new Decimal(mean).minus(deviation).toFixed() : null,
    to: known ? new Decimal(mean).plus(deviation).toFixed() : null,
  };
}

export const betweenEnds = (spread: Spread): Unnamed => ({
  ...spread,
  deviation: null,
  from: spread.lowest,
  to: spread.highest,
});

/** The rows furthest from the overall mean, in their old order: with hundreds of managers these are the ones to look at. */
export function furthest(rows: readonly SpreadRow[], mean: string | null, most: number): readonly SpreadRow[] {
  if (mean === null || rows.length <= most) return rows.slice(0, most);
  const distance = (row: SpreadRow) => new Decimal(row.mean ?? mean).minus(mean).abs();
  const kept = new Set(rows.toSorted((a, b) => distance(b).comparedTo(distance(a))).slice(0, most));
  return rows.filter((row) => kept.has(row));
}
