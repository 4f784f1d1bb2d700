import { figure } from '../../../../../libs/domain/scoring/aggregate.js';
import { decimal, hundred, isDecimal, text } from '../../../../../libs/domain/scoring/decimal.js';
import {
  type Aggregate,
  type CompiledStandard,
  type CycleKind,
  type Figures,
  type PersonResult,
  scorePerson,
} from '../../../../../libs/domain/scoring/index.js';

/** What somebody typed; '' is no figure at all. */
export interface Trial {
  readonly inputs: Readonly<Record<string, string>>;
  readonly periodTargets: Readonly<Record<string, string>>;
}

export const isFigure = isDecimal;
export const percentOf = (weight: string): string => text(decimal(weight).times(hundred));

/** Begins with a worked example of the same position and kind of cycle, where there is one. */
export function trialFrom(standard: CompiledStandard, positionId: string, kind: CycleKind): Trial {
  const ofPosition = standard.version.examples.filter((one) => one.positionId === positionId);
  const example = ofPosition.find((one) => one.kind === kind) ?? ofPosition[0];
  if (!example) return { inputs: {}, periodTargets: {} };
  const aggregates = aggregatesOf(standard, positionId);
  const inputs = Object.entries(example.inputs).map(([inputId, given]) => [
    inputId,
    typeof given === 'string' ? given : text(figure(given, aggregates.get(inputId) ?? 'sum')),
  ]);
  return { inputs: Object.fromEntries(inputs), periodTargets: example.periodTargets ?? {} };
}

/** How each input's observations become one figure. */
function aggregatesOf({ positions }: CompiledStandard, positionId: string): ReadonlyMap<string, SingleAggregate> {
  const own = (positions.get(positionId) ?? []).flatMap(({ kpi, ownInputs }) => {
    if (ownInputs) return ownInputs.map(({ inputId, aggregate }) => [inputId, aggregate] as const);
    const aggregate = kpi.aggregate === 'ratio_of_sums' ? 'sum' : kpi.aggregate;
    return Object.values(kpi.inputs ?? {}).map((inputId: string) => [inputId, aggregate] as const);
  });
  return new Map(own);
}
type SingleAggregate = Exclude<Aggregate, 'ratio_of_sums'>;

const months: Readonly<Record<CycleKind, number>> = { month: 1, quarter: 3, year: 12 };

/** A whole period in one position with these figures. */
export function scoreTrial(
  standard: CompiledStandard,
  positionId: string,
  kind: CycleKind,
  trial: Trial,
): PersonResult {
  const answers = answersNeeded(standard, positionId);
  const inputs = given(trial.inputs).map(([inputId, value]) => [inputId, figuresOf(value, answers.get(inputId) ?? 1)]);
  const day = standard.version.effectiveFrom;
  return scorePerson({
    kind,
    months: months[kind],
    periodDays: 1,
    segments: [
      {
        standard,
        positionId,
        from: day,
        to: day,
        days: 1,
        inputs: Object.fromEntries(inputs),
        periodTargets: Object.fromEntries(given(trial.periodTargets)),
        exclusions: [],
        carried: {},
      },
    ],
    bonus: '0',
    penalty: '0',
    vetoes: [],
  });
}

const given = (typed: Readonly<Record<string, string>>) =>
  Object.entries(typed).filter(([, value]) => isDecimal(value));

/** A survey's mean counts only with enough answers: the trial takes as many as are asked for. */
function answersNeeded({ positions }: CompiledStandard, positionId: string): ReadonlyMap<string, number> {
  return new Map(
    (positions.get(positionId) ?? []).flatMap(({ kpi }) =>
      kpi.model.model === 'survey' && kpi.model.method === 'mean' && kpi.inputs
        ? [[kpi.inputs.actual, kpi.model.minAnswers] as const]
        : [],
    ),
  );
}

const figuresOf = (value: string, count: number): Figures => ({
  sum: text(decimal(value).times(count)),
  count: `${count}`,
  last: value,
  max: value,
  min: value,
});
