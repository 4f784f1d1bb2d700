import { addDays } from '../../../../../../libs/domain/calendar/working-calendar.js';
import {
  type Composition,
  type Duty,
  type ExampleDifference,
  type Kpi,
  type KpiOverride,
  type Names,
  type StandardVersion,
  scoringRules,
  type WorkedExample,
} from '../../../../../../libs/domain/scoring/index.js';
import { without } from './records.js';

export interface Edited {
  readonly standard: StandardVersion;
  readonly reason: string;
}

/** Begins from the newest version; takes effect with the next half-year, when standards are revised. */
export function nextVersionOf(newest: StandardVersion, today: string): Edited {
  const after = newest.effectiveFrom >= today ? newest.effectiveFrom : today;
  return { standard: { ...newest, version: newest.version + 1, effectiveFrom: nextHalfYear(after) }, reason: '' };
}

const noNames: Names = { 'zh-Hant': '', 'zh-Hans': '', en: '' };

/** The first version of a standard: KPIs and rules of another one, or none. Positions have one standard at a time, so none comes along. */
export function firstVersionOf(standardId: string, copied: StandardVersion | null, today: string): Edited {
  const begun = { standardId, version: 1, effectiveFrom: nextHalfYear(today), names: noNames };
  const standard = copied
    ? { ...copied, ...begun, positions: {}, duties: [], examples: [] }
    : { ...emptyStandard, ...begun };
  return { standard, reason: '' };
}

const emptyStandard: Omit<StandardVersion, 'standardId' | 'version' | 'effectiveFrom' | 'names'> = {
  scoringRules,
  defaults: {
    floor: '0',
    cap: '120',
    totalFloor: '0',
    totalCap: '120',
    digits: 2,
    grades: [
      { grade: 'D', from: '0' },
      { grade: 'C', from: '60' },
      { grade: 'B', from: '75' },
      { grade: 'A', from: '90' },
      { grade: 'S', from: '105' },
    ],
    adjustmentLimit: '10',
    maxReweightPercent: '40',
    minSegmentDays: { month: 15, other: 30 },
  },
  bonusCap: '10',
  penaltyCap: '10',
  vetoes: [],
  positions: {},
  kpis: [],
  duties: [],
  examples: [],
};

export const newKpi = (kpiId: string): Kpi => ({
  kpiId,
  names: noNames,
  rawWeight: '',
  model: { model: 'higher_ratio' },
  target: { value: '' },
  unit: 'percent',
  sourceId: '',
  cadence: ['month', 'quarter', 'year'],
  aggregate: 'sum',
  inputs: { actual: '' },
  scope: 'person',
  missing: { policy: 'block' },
});

export const newDuty = (dutyId: string, positionId: string): Duty => ({
  dutyId,
  positionId,
  names: noNames,
  expected: { kind: 'count', atLeast: '', per: 'month' },
});

export const newExample = (exampleId: string, positionId: string): WorkedExample => ({
  exampleId,
  positionId,
  kind: 'month',
  inputs: {},
  expect: { lines: {} },
});

export const withPosition = (
  standard: StandardVersion,
  positionId: string,
  names: Names = noNames,
): StandardVersion => ({
  ...standard,
  positions: { ...standard.positions, [positionId]: { names, overrides: {} } },
});

/** Its duties and examples go with it. */
export const withoutPosition = (standard: StandardVersion, positionId: string): StandardVersion => ({
  ...standard,
  positions: without(standard.positions, positionId),
  duties: standard.duties.filter((duty) => duty.positionId !== positionId),
  examples: standard.examples.filter((example) => example.positionId !== positionId),
});

function nextHalfYear(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month < 7 ? `${year}-07-01` : `${year + 1}-01-01`;
}

export const dayAfter = (day: string): string => addDays(day, 1);

export const withKpi = (standard: StandardVersion, kpi: Kpi): StandardVersion => ({
  ...standard,
  kpis: standard.kpis.map((one) => (one.kpiId === kpi.kpiId ? kpi : one)),
});

/** What a position says for itself about a KPI; null: nothing. */
export const withOverride = (
  standard: StandardVersion,
  positionId: string,
  kpiId: string,
  override: KpiOverride | null,
): StandardVersion => {
  const position = standard.positions[positionId];
  if (!position) return standard;
  const { overrides: before } = position;
  const overrides = override === null ? without(before, kpiId) : { ...before, [kpiId]: override };
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

/** The first one takes every KPI: with dimensions each belongs to one. */
export function withDimension(standard: StandardVersion, dimensionId: string): StandardVersion {
  const { dimensions = [] } = standard;
  return {
    ...standard,
    dimensions: [...dimensions, { dimensionId, names: noNames, rawWeight: '' }],
    kpis: dimensions.length === 0 ? standard.kpis.map((kpi) => ({ ...kpi, dimension: dimensionId })) : standard.kpis,
  };
}

/** Its KPIs go to the first that stays, and with the last one belong to none; vetoes on it go too. */
export function withoutDimension(standard: StandardVersion, dimensionId: string): StandardVersion {
  const { dimensions = [], ...rest } = standard;
  const left = dimensions.filter((one) => one.dimensionId !== dimensionId);
  const [first] = left;
  return {
    ...rest,
    ...(first ? { dimensions: left } : {}),
    kpis: standard.kpis.map(({ dimension, ...kpi }) => {
      if (!first) return kpi;
      return {
        ...kpi,
        dimension: dimension === dimensionId || dimension === undefined ? first.dimensionId : dimension,
      };
    }),
    vetoes: standard.vetoes.filter(
      ({ effect }) => effect.kind !== 'dimension_zero' || effect.dimensionId !== dimensionId,
    ),
  };
}

/** The period's own figures are what holds where nothing is written. */
export function withComposition(
  { composition: _, ...rest }: StandardVersion,
  composition: Composition,
): StandardVersion {
  return composition.kind === 'own_period' ? rest : { ...rest, composition };
}

/** The authors looked at what was calculated and hold it for right. */
export const acceptCalculated = (example: WorkedExample, differences: readonly ExampleDifference[]): WorkedExample =>
  differences.reduce((taken, { what, got }) => withExpected(taken, what, got), example);

/** What an example says comes out; null: no score at all; undefined: it says nothing about it. */
export function withExpected(example: WorkedExample, what: string, expected: string | null | undefined): WorkedExample {
  const { lines, ...rest } = example.expect;
  if (what !== 'total' && what !== 'grade') {
    const said = expected === undefined ? without(lines, what) : { ...lines, [what]: expected };
    return { ...example, expect: { ...rest, lines: said } };
  }
  const said = without<string | null | undefined>(rest, what);
  return { ...example, expect: { ...said, lines, ...(expected === undefined ? {} : { [what]: expected }) } };
}
