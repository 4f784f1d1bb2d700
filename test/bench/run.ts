import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Api } from '../../apps/demo-office/src/demo/api.js';
import { measureClick } from './click/measure-click.js';
import { measureLaunch } from './launch/measure-launch.js';
import type { MetricReport } from './measure/figure.js';
import type { Machine } from './measure/machine.js';
import { type MetricId, type Options, parseOptions } from './options.js';
import type { Launcher } from './place/launcher.js';
import { Place } from './place/place.js';
import { printReport } from './report.js';
import { measureScoring } from './scoring/measure-scoring.js';

/** `npm run bench`: for each N fresh servers and a company, then every wanted metric in turn. */
export async function runBench(launcher: Launcher): Promise<void> {
  const options = parseOptions(launcher.arguments);
  const reports: MetricReport[] = [];
  let machine: Machine | undefined;
  for (const n of options.sizes) {
    const place = await Place.open(launcher, n);
    machine ??= await place.machine();
    const collected = await place.collectFigures();
    const managers: Api[] = [];
    for (const login of place.people.managerLogins) managers.push(await place.signIn(login));
    for (const metric of options.metrics)
      reports.push(await measurers[metric](place, { collected, managers }, options.rounds));
    await place.close();
  }
  for (const report of reports) printReport(report, (line) => process.stdout.write(`${line}\n`));
  const file = resultsFile(launcher, options);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, reports }, null, 2)}\n`);
}

interface Prepared {
  /** The cycle that nobody launched, with frozen inputs. */
  readonly collected: string;
  readonly managers: readonly Api[];
}

const measurers: Readonly<
  Record<MetricId, (place: Place, prepared: Prepared, rounds: number) => Promise<MetricReport>>
> = {
  P1: (place, { managers }, rounds) => measureLaunch(place, managers, rounds),
  P2: (place, { collected }, rounds) => measureScoring(place, collected, rounds),
  P3: (place, { managers }, rounds) => measureClick(place, managers, rounds),
};

function resultsFile({ projectRoot }: Launcher, { jsonFile, metrics, sizes }: Options): string {
  if (jsonFile !== null) return resolve(jsonFile);
  return join(projectRoot, 'test/bench/results', `${[...metrics, ...sizes].join('-')}.json`);
}
