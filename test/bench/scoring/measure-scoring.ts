import { randomUUID } from 'node:crypto';
import { figure, judged, type MetricReport, steadinessOf } from '../measure/figure.js';
import { type Metered, meter, totalCpu } from '../measure/meter.js';
import { measureRounds } from '../measure/rounds.js';
import type { Place } from '../place/place.js';
import { scoringFloor, unequalRows } from './floor.js';
import { PureScoring } from './pure.js';
import { scoreAll } from './score-all.js';

interface Sample {
  readonly ours: Metered;
  readonly floor: Metered;
  readonly pureSeconds: number;
}

/** P2: observations in → run and lines committed. */
export async function measureScoring(place: Place, cycleId: string, rounds: number): Promise<MetricReport> {
  const { n, owner, log } = place;
  const pure = new PureScoring(n);
  const unequal = await compareOnce(place, cycleId, pure);
  const measured = await measureRounds<Sample>({ rounds, control: () => place.control.run(), log }, async (round) => {
    let ours: Metered | undefined;
    const pureSeconds = pure.run().seconds;
    // Who comes first alternates.
    if (round % 2 === 0) ours = await meter(place, () => scoreAll(place, cycleId));
    const floor = await meter(place, () => owner.query(scoringFloor, [place.companyId, cycleId, randomUUID()]));
    ours ??= await meter(place, () => scoreAll(place, cycleId));
    log(`P2 N=${n}: ours ${ours.seconds.toFixed(2)} s, statement ${floor.seconds.toFixed(2)} s`);
    return { ours, floor, pureSeconds };
  });
  const of = <T>(read: (sample: Sample) => T): T[] => measured.counted.map(({ sample }) => read(sample));
  return {
    metric: 'P2',
    title: 'Scoring: observations in → run and lines committed',
    n,
    steadiness: steadinessOf(measured),
    figures: [
      judged(
        'speed beside one SQL statement that writes the same rows',
        '×',
        of((s) => s.floor.seconds / s.ours.seconds),
        {
          atLeast: 0.5,
        },
      ),
      judged(
        'speed of the pure function beside that statement',
        '×',
        of((s) => s.floor.seconds / s.pureSeconds),
        {
          atLeast: 20,
        },
      ),
      figure(
        'ours',
        'people/s',
        of((s) => n / s.ours.seconds),
      ),
      figure(
        'SQL statement',
        'people/s',
        of((s) => n / s.floor.seconds),
      ),
      figure(
        'pure function, one thread',
        'people/s',
        of((s) => n / s.pureSeconds),
      ),
      figure(
        'ours, CPU',
        'ms/person',
        of((s) => (totalCpu(s.ours) * 1_000) / n),
      ),
      figure(
        'SQL statement, CPU',
        'ms/person',
        of((s) => (totalCpu(s.floor) * 1_000) / n),
      ),
      figure(
        'ours, WAL',
        'kB/person',
        of((s) => s.ours.walBytes / 1_000 / n),
      ),
      figure(
        'SQL statement, WAL',
        'kB/person',
        of((s) => s.floor.walBytes / 1_000 / n),
      ),
    ],
    notes: [unequal],
    rounds: measured.all,
    peers: [],
  };
}

/** A floor that computes something else is no floor: every row of both is compared, and the pure function's totals with them. Warms all three up. */
async function compareOnce(place: Place, cycleId: string, pure: PureScoring): Promise<string> {
  const { owner } = place;
  const ours = await scoreAll(place, cycleId);
  const floor = randomUUID();
  await owner.query(scoringFloor, [place.companyId, cycleId, floor]);
  let rows = 0;
  for (const table of ['score_result', 'score_line'] as const) {
    const { rows: counted } = await owner.query<{ rows: number }>(unequalRows(table), [ours, [floor]]);
    rows += counted[0]?.rows ?? 0;
  }
  const { rows: kept } = await owner.query<{ personId: string; total: string }>(
    `select person_id as "personId", total_unrounded::text as total from metrics.score_result where run_id = $1`,
    [floor],
  );
  const pureTotals = pure.run().totals;
  const others = kept.filter(
    ({ personId, total }) => pureTotals.get(place.people.appraised.get(personId) ?? '') !== total,
  );
  if (rows > 0 || others.length > 0 || kept.length !== place.n)
    throw new Error(`the floor differs: ${rows} rows, ${others.length} totals, ${kept.length} of ${place.n} people`);
  return `results and lines of ours and of the statement are equal in every digit and field (${kept.length} people); so are the pure function's totals`;
}
