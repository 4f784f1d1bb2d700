import type { Growth } from './growth.js';
import type { Figure, Goal, MetricReport } from './measure/figure.js';
import type { Spread } from './measure/statistics.js';

/** What a person reads at the terminal. */
export function printReport(report: MetricReport, print: (line: string) => void): void {
  const { metric, title, n, steadiness, figures, notes, peers } = report;
  print('');
  print(`${metric}  ${title}, N = ${n.toLocaleString('en')}`);
  const { measured, kept, wanted, control, loadAverage } = steadiness;
  const some = kept > 0 ? `${kept} counted of ${measured} measured (${wanted} wanted)` : `${measured} measured`;
  print(`    rounds: ${some}; control ${range(control)} transactions/s; load average ${range(loadAverage)}`);
  if (kept < wanted) print('    the machine was not steady: the control moved by more than 10 % over other rounds');
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const one of figures) print(`    ${one.name.padEnd(width)}  ${shown(one)}${goalOf(one.goal)}`);
  for (const note of notes) print(`    ${note}`);
  for (const { name, outcome } of peers) print(`    ${name}: ${outcome}`);
}

export function printGrowth(growths: readonly Growth[], print: (line: string) => void): void {
  if (growths.length === 0) return;
  print('');
  print('Growth');
  for (const { name, from, to, times, goal } of growths) {
    print(
      `    ${name} from N = ${from.toLocaleString('en')} to ${to.toLocaleString('en')}: ${short(times)} ×${goalOf(goal)}`,
    );
  }
}

const shown = (one: Figure): string => `${short(one.median)} ${one.unit} (${range(one)})`;
const goalOf = (goal: Goal | undefined): string => (goal ? `  goal ${goal.text}: ${goal.met ? 'met' : 'NOT met'}` : '');
const range = ({ min, max }: Pick<Spread, 'min' | 'max'>): string => `${short(min)}–${short(max)}`;

/** Three digits that mean something. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return 'not told';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}
