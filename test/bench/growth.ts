import type { Goal, MetricReport } from './measure/figure.js';

/** How a figure grows from one N to the next. */
export interface Growth {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly times: number;
  readonly goal: Goal;
}

/** Ten per cent beyond N's own growth for what is done for everybody; a click may cost 1.3 times as much. */
const watched = [
  { metric: 'P1', figure: 'launch', name: 'P1: the launch', limit: (sizes: number) => sizes * 1.1 },
  { metric: 'P3', figure: '8 at once: ours next state p99', name: 'P3: the click’s p99, 8 at once', limit: () => 1.3 },
] as const;

export function growthOf(reports: readonly MetricReport[]): Growth[] {
  return watched.flatMap(({ metric, figure, name, limit }) => {
    const points = reports
      .filter((report) => report.metric === metric)
      .map(({ n, figures }) => ({ n, median: figures.find((one) => one.name === figure)?.median ?? Number.NaN }))
      .sort((one, other) => one.n - other.n);
    return points.slice(1).flatMap((to, index) => {
      const from = points[index];
      if (!from) return [];
      const [times, most] = [to.median / from.median, limit(to.n / from.n)];
      const goal = { text: `≤ ${Number(most.toPrecision(3))}`, met: times <= most };
      return [{ name, from: from.n, to: to.n, times, goal }];
    });
  });
}
