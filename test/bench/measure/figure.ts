import type { MetricId } from '../options.js';
import type { Round, Rounds } from './rounds.js';
import { ascending, quantile, type Spread, spreadOf } from './statistics.js';

/** What the design asks of a figure (at least or at most), and whether it was met. */
export interface Goal {
  readonly text: string;
  readonly met: boolean;
}

export interface Figure extends Spread {
  readonly name: string;
  readonly unit: string;
  readonly goal?: Goal;
}

export interface MetricReport {
  readonly metric: MetricId;
  readonly title: string;
  readonly n: number;
  readonly steadiness: Steadiness;
  readonly figures: readonly Figure[];
  /** What cannot be said in a figure. */
  readonly notes: readonly string[];
  /** Every round that was measured, dropped or not. */
  readonly rounds: readonly Round<unknown>[];
  readonly peers: readonly { readonly name: string; readonly outcome: 'not run' }[];
}

export interface Steadiness {
  readonly wanted: number;
  readonly measured: number;
  readonly kept: number;
  /** Transactions a second of the control. */
  readonly control: Spread;
  readonly loadAverage: Spread;
}

export function steadinessOf(rounds: Rounds<unknown>): Steadiness {
  return {
    wanted: rounds.wanted,
    measured: rounds.all.length,
    kept: rounds.all.filter((round) => round.kept).length,
    control: spreadOf(rounds.all.flatMap((round) => round.control)),
    loadAverage: spreadOf(rounds.all.map((round) => round.loadAverage)),
  };
}

export const figure = (name: string, unit: string, values: readonly number[], goal?: Goal): Figure => ({
  name,
  unit,
  ...spreadOf(values),
  ...(goal ? { goal } : {}),
});

type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** A figure with a goal, judged by its median. */
export function judged(name: string, unit: string, values: readonly number[], bound: Bound): Figure {
  const median = quantile(ascending(values), 0.5);
  const goal =
    'atLeast' in bound
      ? { text: `≥ ${bound.atLeast}`, met: median >= bound.atLeast }
      : { text: `≤ ${bound.atMost}`, met: median <= bound.atMost };
  return figure(name, unit, values, goal);
}
