import { type Decimal, decimal, exactSum, hundred, weightedMean, zero } from './decimal.js';
import type { DraftLine } from './draft-line.js';
import type { LineState } from './person.js';
import type { Dimension } from './standard.js';

/** States whose line has a score in the total. */
export function counts(state: LineState): boolean {
  switch (state) {
    case 'scored':
    case 'missing_carried':
    case 'missing_zero':
    case 'missing_default':
      return true;
    case 'missing_reweighted':
    case 'excluded':
    case 'not_due':
    case 'blocked':
      return false;
  }
}

/** A blocked line holds its place: its weight will count as soon as its figure is there. */
export const weighs = (state: LineState): boolean => counts(state) || state === 'blocked';

export interface Weights {
  readonly sumRaw: Decimal;
  readonly effective: (line: DraftLine) => Decimal;
  readonly ofDimension: (dimensionId: string) => Decimal;
}

type Lines = readonly DraftLine[];

/** Effective = raw ÷ Σ raw of the lines that weigh; with dimensions the same inside each, one division: (dimension × raw) ÷ (Σ dimensions × Σ raw inside). */
export function weightsOf(
  lines: Lines,
  dimensions: readonly Dimension[],
  weighing: (line: DraftLine) => boolean,
): Weights {
  const weighingLines = lines.filter(weighing);
  const sumRaw = sumOfRaw(weighingLines);
  if (dimensions.length === 0)
    return {
      sumRaw,
      effective: (line) => (weighing(line) && !sumRaw.isZero() ? line.compiled.rawWeight.div(sumRaw) : zero),
      ofDimension: () => zero,
    };
  const inside = new Map(
    dimensions.map(({ dimensionId, rawWeight }) => {
      const sum = sumOfRaw(weighingLines.filter((line) => line.compiled.kpi.dimension === dimensionId));
      // A dimension in which nothing counts hands its weight to the others.
      return [dimensionId, { sum, raw: sum.isZero() ? zero : decimal(rawWeight) }];
    }),
  );
  const sumOfDimensions = exactSum([...inside.values()].map(({ raw }) => raw));
  return {
    sumRaw,
    effective: (line) => {
      const of = inside.get(line.compiled.kpi.dimension ?? '');
      if (!weighing(line) || of === undefined || of.raw.isZero()) return zero;
      return of.raw.times(line.compiled.rawWeight).div(sumOfDimensions.times(of.sum));
    },
    ofDimension: (dimensionId) => {
      const of = inside.get(dimensionId);
      return of === undefined || of.raw.isZero() ? zero : of.raw.div(sumOfDimensions);
    },
  };
}

const sumOfRaw = (lines: Lines): Decimal => exactSum(lines.map((line) => line.compiled.rawWeight));

/** The share, in per cent of what is due, that reweighting would let go; from raw weights, so that exactly 40 % is 40. */
export function reweightedPercent(lines: Lines, dimensions: readonly Dimension[]): Decimal {
  const due = lines.filter((line) => line.state !== 'not_due');
  if (dimensions.length === 0) return goneIn(due) ?? zero;
  const parts = dimensions.flatMap(({ dimensionId, rawWeight }) => {
    const value = goneIn(due.filter((line) => line.compiled.kpi.dimension === dimensionId));
    return value === null ? [] : [{ weight: decimal(rawWeight), value }];
  });
  return weightedMean(parts) ?? zero;
}

const goneIn = (lines: Lines): Decimal | null =>
  weightedMean(
    lines.map(({ compiled, state }) => ({
      weight: compiled.rawWeight,
      value: state === 'missing_reweighted' ? hundred : zero,
    })),
  );
