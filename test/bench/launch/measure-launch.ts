import type { Api } from '../../../apps/demo-office/src/demo/api.js';
import { type Counted, countInPostgres } from '../measure/counters.js';
import { figure, judged, type MetricReport, steadinessOf } from '../measure/figure.js';
import { type Metered, meter, totalCpu } from '../measure/meter.js';
import { measureRounds } from '../measure/rounds.js';
import type { Place } from '../place/place.js';
import { type Copied, LaunchFloor } from './floor.js';
import { cancel, countReadableTasks, type Launched, launch, pause } from './launch.js';
import { type Parts, readParts } from './parts.js';

interface Sample {
  readonly launched: Launched;
  readonly metered: Metered;
  readonly parts: Parts;
  readonly floor: Copied;
}

/** P1: POST the cycle → the last of N manager tasks is readable through the read API. */
export async function measureLaunch(place: Place, managers: readonly Api[], rounds: number): Promise<MetricReport> {
  const { n, owner, log } = place;
  const floor = await LaunchFloor.open(place);
  // The first launch warms everything up and is the one whose commits are counted: to count them takes half a minute of quiet.
  let counted: Counted | undefined;
  await measureOnce(place, managers, floor, async (work) => {
    counted = await countInPostgres(owner, work);
  });
  const measured = await measureRounds<Sample>({ rounds, control: () => place.control.run(), log }, async () => {
    const sample = await measureOnce(place, managers, floor, (work) => work());
    log(`P1 N=${n}: launched in ${sample.launched.seconds.toFixed(2)} s, COPY ${sample.floor.seconds.toFixed(2)} s`);
    return sample;
  });
  const of = <T>(read: (sample: Sample) => T): T[] => measured.counted.map(({ sample }) => read(sample));
  const cpuOf = (group: string) => of((s) => ((s.metered.cpu?.[group] ?? Number.NaN) * 1_000) / n);
  const rowsOf = (s: Sample): number => Object.values(s.floor.rows).reduce((sum, rows) => sum + rows, 0);
  return {
    metric: 'P1',
    title: 'Launch: POST the cycle → the last of N manager tasks can be read',
    n,
    steadiness: steadinessOf(measured),
    figures: [
      judged(
        'time beside a bare COPY of the same rows',
        '×',
        of((s) => s.launched.seconds / s.floor.seconds),
        {
          atMost: 3,
        },
      ),
      figure(
        'launch',
        's',
        of((s) => s.launched.seconds),
      ),
      figure(
        '· opening: population, appraisals',
        's',
        of((s) => s.parts.opening),
      ),
      figure(
        '· collecting: to frozen inputs',
        's',
        of((s) => s.parts.collecting),
      ),
      figure(
        '· scoring: to the last cohort',
        's',
        of((s) => s.parts.scoring),
      ),
      figure(
        '· opening the tasks',
        's',
        of((s) => s.parts.openingTasks),
      ),
      figure(
        'COPY',
        's',
        of((s) => s.floor.seconds),
      ),
      figure(
        'rows written',
        'rows/appraisal',
        of((s) => rowsOf(s) / n),
      ),
      figure(
        'CPU, everything',
        'ms/appraisal',
        of((s) => (totalCpu(s.metered) * 1_000) / n),
      ),
      figure('· our services', 'ms/appraisal', cpuOf('services')),
      figure('· PostgreSQL', 'ms/appraisal', cpuOf('postgres')),
      figure('· Temporal', 'ms/appraisal', cpuOf('temporal')),
      figure(
        'WAL of the launch',
        'kB/appraisal',
        of((s) => s.metered.walBytes / 1_000 / n),
      ),
      figure(
        'WAL of the COPY',
        'kB/appraisal',
        of((s) => s.floor.walBytes / 1_000 / n),
      ),
      figure('commits', 'per appraisal', [(counted?.commits ?? Number.NaN) / n]),
      figure("commits of Temporal's", 'per appraisal', [(counted?.temporalCommits ?? Number.NaN) / n]),
      figure('WAL by pg_stat_wal, its wake included', 'kB/appraisal', [(counted?.walBytes ?? Number.NaN) / 1_000 / n]),
    ],
    notes: [rowsNote(measured.all.at(-1)?.sample.floor.rows ?? {})],
    rounds: measured.all,
    peers: [{ name: 'Flowable starting N instances', outcome: 'not run' }],
  };
}

/** Launches, measures, copies the same rows, and ends the cycle again. */
async function measureOnce(
  place: Place,
  managers: readonly Api[],
  floor: LaunchFloor,
  around: (work: () => Promise<void>) => Promise<void>,
): Promise<Sample> {
  const mark = await floor.mark();
  let launched: Launched | undefined;
  let metered: Metered | undefined;
  await around(async () => {
    metered = await meter(place, async () => {
      launched = await launch(place);
    });
  });
  if (!launched || !metered) throw new Error('nothing was launched');
  const parts = await readParts(place, launched);
  const copied = await floor.copySince(mark);
  const readable = await countReadableTasks(managers, launched.cycleId);
  if (readable !== place.n) throw new Error(`${readable} of ${place.n} manager tasks can be read`);
  await cancel(place, launched.cycleId);
  // What follows a launch (its history's sealing, notices) and its end belongs to no round.
  await pause(quietMs);
  return { launched, metered, parts, floor: copied };
}

const quietMs = 3_000;

const rowsNote = (rows: Readonly<Record<string, number>>): string =>
  `rows of the last launch: ${Object.entries(rows)
    .sort(([, one], [, other]) => other - one)
    .map(([table, count]) => `${table} ${count}`)
    .join(', ')}`;
