import {
  type CompiledStandard,
  compileStandard,
  type Figures,
  type Kpi,
  type Model,
  type PersonInput,
  type PersonResult,
  type ScoreLine,
  type Segment,
  type StandardVersion,
  scorePerson,
  scoringRules,
} from '../index.js';

const named = (en: string) => ({ 'zh-Hant': en, 'zh-Hans': en, en });

/** A KPI that is in force and needs nothing else said. */
export function kpi(kpiId: string, change: Partial<Kpi> = {}): Kpi {
  return {
    kpiId,
    names: named(kpiId),
    rawWeight: '10',
    model: { model: 'higher_ratio' },
    target: { value: '100' },
    unit: 'point',
    sourceId: 'erp',
    cadence: ['month', 'quarter', 'year'],
    aggregate: 'last',
    inputs: { actual: kpiId },
    scope: 'person',
    missing: { policy: 'block' },
    ...change,
  };
}

export function standard(kpis: readonly Kpi[], change: Partial<StandardVersion> = {}): StandardVersion {
  return {
    standardId: 'tested',
    version: 1,
    effectiveFrom: '2026-01-01',
    names: named('tested'),
    scoringRules,
    kpis,
    duties: [],
    positions: { worker: { names: named('worker'), overrides: {} } },
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
    examples: [],
    ...change,
  };
}

export const compiled = (kpis: readonly Kpi[], change: Partial<StandardVersion> = {}): CompiledStandard =>
  compileStandard(standard(kpis, change));

/** One observation. */
export const one = (value: string): Figures => ({ sum: value, count: '1', last: value, max: value, min: value });

/** Only what sums and means read. */
export const added = (sum: string, count: string): Figures => ({ ...one(sum), count });

export const ones = (values: Readonly<Record<string, string>>): Record<string, Figures> =>
  Object.fromEntries(Object.entries(values).map(([inputId, value]) => [inputId, one(value)]));

export function segment(standardOf: CompiledStandard, change: Partial<Segment> = {}): Segment {
  return {
    standard: standardOf,
    positionId: 'worker',
    from: '2026-10-01',
    to: '2026-11-01',
    days: 31,
    inputs: {},
    periodTargets: {},
    exclusions: [],
    carried: {},
    ...change,
  };
}

export function person(segments: readonly Segment[], change: Partial<PersonInput> = {}): PersonInput {
  return { kind: 'month', months: 1, periodDays: 31, segments, bonus: '0', penalty: '0', vetoes: [], ...change };
}

/** Lines of the first segment by KPI. */
export function linesOf(result: PersonResult): Record<string, ScoreLine> {
  return Object.fromEntries((result.segments[0]?.lines ?? []).map((line) => [line.kpiId, line]));
}

/** One KPI with this model over single observations. */
export function scoreModel(
  model: Model,
  values: Readonly<Record<string, string>>,
  change: Partial<Kpi> = {},
): ScoreLine {
  const only = compiled([kpi('measured', { model, ...change })]);
  const result = scorePerson(person([segment(only, { inputs: ones(values) })]));
  const [line] = result.segments[0]?.lines ?? [];
  if (line === undefined) throw new Error('no line');
  return line;
}
