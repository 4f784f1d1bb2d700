import { addDays } from '../../../../../../libs/domain/calendar/working-calendar.js';
import type {
  ExampleDifference,
  Kpi,
  KpiOverride,
  StandardVersion,
} from '../../../../../../libs/domain/scoring/index.js';

export interface Edited {
  readonly standard: StandardVersion;
  readonly reason: string;
}

/** Begins from the newest version; takes effect with the next half-year, when standards are revised. */
export function nextVersionOf(newest: StandardVersion, today: string): Edited {
  const after = newest.effectiveFrom >= today ? newest.effectiveFrom : today;
  return { standard: { ...newest, version: newest.version + 1, effectiveFrom: nextHalfYear(after) }, reason: '' };
}

function nextHalfYear(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month < 7 ? `${year}-07-01` : `${year + 1}-01-01`;
}

export const dayAfter = (day: string): string => addDays(day, 1);

export const withKpi = (standard: StandardVersion, kpi: Kpi): StandardVersion => ({
  ...standard,
  kpis: standard.kpis.map((one) => (one.kpiId === kpi.kpiId ? kpi : one)),
});

export const withOverride = (
  standard: StandardVersion,
  positionId: string,
  kpiId: string,
  override: KpiOverride,
): StandardVersion => {
  const position = standard.positions[positionId];
  if (!position) return standard;
  const overrides = { ...position.overrides, [kpiId]: override };
  return { ...standard, positions: { ...standard.positions, [positionId]: { ...position, overrides } } };
};

/** Takes a KPI out, with everything that names it: positions' own rules, and lines of worked examples. */
export function withoutKpi(standard: StandardVersion, kpiId: string): StandardVersion {
  return {
    ...standard,
    kpis: standard.kpis.filter((kpi) => kpi.kpiId !== kpiId),
    positions: Object.fromEntries(
      Object.entries(standard.positions).map(([positionId, position]) => [
        positionId,
        { ...position, overrides: without(position.overrides, kpiId) },
      ]),
    ),
    examples: standard.examples.map((example) => ({
      ...example,
      expect: { ...example.expect, lines: without(example.expect.lines, kpiId) },
    })),
  };
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** The authors looked at what was calculated and hold it for right. */
export function acceptCalculated(
  standard: StandardVersion,
  exampleId: string,
  differences: readonly ExampleDifference[],
): StandardVersion {
  return {
    ...standard,
    examples: standard.examples.map((example) => {
      if (example.exampleId !== exampleId) return example;
      let { expect } = example;
      for (const { what, got } of differences)
        expect =
          what === 'total' || what === 'grade'
            ? { ...expect, [what]: got }
            : { ...expect, lines: { ...expect.lines, [what]: got } };
      return { ...example, expect };
    }),
  };
}
