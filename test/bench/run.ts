import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Api } from '../../apps/demo-office/src/demo/api.js';
import { measureClick } from './click/measure-click.js';
import { growthOf } from './growth.js';
import { measureLaunch } from './launch/measure-launch.js';
import type { MetricReport } from './measure/figure.js';
import { type MetricId, type Options, parseOptions } from './options.js';
import type { Launcher } from './place/launcher.js';
import { Place } from './place/place.js';
import { printGrowth, printReport } from './report.js';
import { measureWhatIf } from './revision/measure-what-if.js';
import { measureScoring } from './scoring/measure-scoring.js';
import { measureWeb } from './web/measure-web.js';

/** `npm run bench`: for each N fresh servers and a company, then every wanted metric in turn. What was measured is printed and kept at once. */
export async function runBench(launcher: Launcher): Promise<void> {
  // Nest's client would tell on standard output that it hung up.
  Logger.overrideLogger(['error']);
  const options = parseOptions(launcher.arguments);
  const reports: MetricReport[] = [];
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  for (const n of options.sizes) {
    const place = await Place.open(launcher, n);
    const machine = await place.machine();
    const collected = await place.collectFigures();
    const managers: Api[] = [];
    for (const login of place.people.managerLogins) managers.push(await place.signIn(login));
    for (const metric of options.metrics) {
      const report = await measurers[metric](place, { collected, managers }, options.rounds);
      reports.push(report);
      printReport(report, print);
      keep(resultsFile(launcher, options), { machine, reports, growth: growthOf(reports) });
    }
    await place.close();
  }
  printGrowth(growthOf(reports), print);
  print('');
  print(`kept in ${resultsFile(launcher, options)}`);
}

function keep(file: string, results: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ measuredAt: new Date().toISOString(), ...results }, null, 2)}\n`);
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
  S1: (place, { collected }, rounds) => measureWhatIf(place, collected, rounds),
  W1: (place, { managers }, rounds) => measureWeb(place, managers, rounds),
};

function resultsFile({ projectRoot }: Launcher, { jsonFile, metrics, sizes }: Options): string {
  if (jsonFile !== null) return resolve(jsonFile);
  return join(projectRoot, 'test/bench/results', `${[...metrics, ...sizes].join('-')}.json`);
}
