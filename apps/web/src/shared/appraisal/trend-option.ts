import type { ChartOption } from '../chart/chart-canvas.js';

export interface TrendLine {
  readonly name: string;
  readonly values: readonly (string | null)[];
}

export interface Trend {
  readonly periods: readonly string[];
  readonly lines: readonly TrendLine[];
  /** A level to hold the newest period against. */
  readonly median: { readonly value: string; readonly label: string } | null;
}

/** Pixels need no decimals: what is drawn may be binary, what is written comes from the strings. */
export const drawn = (value: string | null): number | null => (value === null ? null : Number(value));

const symbols = ['circle', 'diamond', 'triangle'] as const;

export const trendSeries = ({ lines, median }: Omit<Trend, 'periods'>, axis = 0) =>
  lines.map(({ name, values }, index) => ({
    name,
    type: 'line',
    xAxisIndex: axis,
    yAxisIndex: axis,
    symbol: symbols[index % symbols.length],
    symbolSize: 8,
    lineStyle: { width: 2, type: index === 0 ? 'solid' : 'dashed' },
    data: values.map(drawn),
    ...(median && index === 0
      ? {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { type: 'dotted' },
            label: { formatter: median.label, position: 'insideEndTop' },
            data: [{ yAxis: drawn(median.value) }],
          },
        }
      : {}),
  }));

interface Extent {
  readonly min: number;
  readonly max: number;
}
const step = 5;

/** An axis of scores that a level beside the lines is not cut off from. */
export const scoreAxis = (median: Trend['median']) => {
  const level = median ? Number(median.value) : null;
  return {
    type: 'value',
    min: ({ min }: Extent) => step * Math.floor(Math.min(min, level ?? min) / step),
    max: ({ max }: Extent) => step * Math.ceil(Math.max(max, level ?? max) / step),
  };
};

/** Lines over periods, each with its own symbol and stroke. */
export const trendOption = ({ periods, lines, median }: Trend): ChartOption => ({
  tooltip: { trigger: 'axis' },
  ...(lines.length > 1 ? { legend: { top: 0 } } : {}),
  grid: { left: 8, right: 24, top: lines.length > 1 ? 36 : 20, bottom: 4, containLabel: true },
  xAxis: { type: 'category', data: periods, axisLabel: { hideOverlap: true, showMaxLabel: true } },
  yAxis: scoreAxis(median),
  series: trendSeries({ lines, median }),
});
