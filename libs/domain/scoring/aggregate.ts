import { Decimal, decimal, exactSum, text } from './decimal.js';
import type { Aggregate, DecimalString, Figures } from './standard.js';

/** One measured value as a source delivered it. */
export interface Observation {
  readonly inputId: string;
  readonly value: DecimalString;
  readonly date: string;
  /** Orders values of one date, so that `last` does not depend on the order of rows. */
  readonly observationId: string;
}

/** The same figures as the set-based SQL makes. */
export function aggregateObservations(observations: Iterable<Observation>): Readonly<Record<string, Figures>> {
  const byInput = new Map<string, Observation[]>();
  for (const observation of observations) {
    const of = byInput.get(observation.inputId);
    if (of === undefined) byInput.set(observation.inputId, [observation]);
    else of.push(observation);
  }
  return Object.fromEntries([...byInput].map(([inputId, rows]) => [inputId, figuresOf(rows)]));
}

function figuresOf(rows: readonly Observation[]): Figures {
  const values = rows.map((row) => decimal(row.value));
  const last = rows.reduce((late, row) => (isLater(row, late) ? row : late));
  return {
    sum: text(exactSum(values)),
    count: String(rows.length),
    last: text(decimal(last.value)),
    max: text(Decimal.max(...values)),
    min: text(Decimal.min(...values)),
  };
}

function isLater(one: Observation, other: Observation): boolean {
  return one.date === other.date ? one.observationId > other.observationId : one.date > other.date;
}

export function figure(figures: Figures, aggregate: Exclude<Aggregate, 'ratio_of_sums'>): Decimal {
  if (aggregate === 'mean') return decimal(figures.sum).div(decimal(figures.count));
  return decimal(figures[aggregate]);
}
