import { loadavg } from 'node:os';

/** By how much the control may move over a round that counts. */
const steady = 0.1;

export interface Round<Sample> {
  readonly sample: Sample;
  /** Transactions a second before and after. */
  readonly control: readonly [number, number];
  readonly loadAverage: number;
  readonly kept: boolean;
}

export interface Rounds<Sample> {
  readonly all: readonly Round<Sample>[];
  /** Those whose control held; every round where none's did. */
  readonly counted: readonly Round<Sample>[];
  readonly wanted: number;
}

export interface RoundsWanted {
  readonly rounds: number;
  readonly control: () => Promise<number>;
  readonly log: (line: string) => void;
}

/** Rounds of over a minute are three at least, shorter ones as many as wanted. */
const longRoundMs = 60_000;
const fewRounds = 3;

/** Measures round by round; one during which the machine changed is measured again, twice as many in all at most. */
export async function measureRounds<Sample>(
  { rounds, control, log }: RoundsWanted,
  measure: (index: number) => Promise<Sample>,
): Promise<Rounds<Sample>> {
  const all: Round<Sample>[] = [];
  let wanted = rounds;
  let before = await control();
  for (let kept = 0; kept < wanted && all.length < 2 * wanted; ) {
    const began = Date.now();
    const sample = await measure(all.length);
    if (Date.now() - began > longRoundMs) wanted = Math.min(wanted, fewRounds);
    const after = await control();
    const held = Math.abs(after / before - 1) <= steady;
    if (held) kept += 1;
    else log(`the control moved from ${before.toFixed(0)} to ${after.toFixed(0)} a second: round dropped`);
    all.push({ sample, control: [before, after], loadAverage: loadavg()[0] ?? 0, kept: held });
    before = after;
  }
  const kept = all.filter((round) => round.kept);
  return { all, counted: kept.length > 0 ? kept : all, wanted };
}
