import type {
  Aggregate,
  Kpi,
  Model,
  ModelId,
  PlainModel,
  StandardVersion,
} from '../../../../../../libs/domain/scoring/index.js';
import { definitionOf } from '../../../../../../libs/domain/scoring/models/registry.js';
import { without } from './records.js';

/** A model nobody has filled in yet: what has a customary value begins with it, the rest is asked for. */
export const emptyModels: { readonly [K in ModelId]: Extract<Model, { model: K }> } = {
  higher_ratio: { model: 'higher_ratio' },
  higher_baseline: { model: 'higher_baseline', baseline: '' },
  higher_three_point: { model: 'higher_three_point', baseline: '', baselineScore: '0', maximum: '' },
  lower_ratio: { model: 'lower_ratio' },
  lower_mirror: { model: 'lower_mirror' },
  lower_range: { model: 'lower_range', maximum: '' },
  lower_deduct: { model: 'lower_deduct', perUnit: '', free: '0' },
  band: { model: 'band', x: '0.05', y: '0.2' },
  count_up: { model: 'count_up', base: '0', perUnit: '' },
  steps: { model: 'steps', steps: [{ from: null, to: null, score: '' }] },
  steps_interpolated: {
    model: 'steps_interpolated',
    points: [
      { at: '', score: '' },
      { at: '', score: '' },
    ],
  },
  on_time_rate: { model: 'on_time_rate' },
  yes_no: { model: 'yes_no' },
  checklist: { model: 'checklist', items: [] },
  growth: { model: 'growth', judgedBy: { model: 'higher_ratio' } },
  survey: { model: 'survey', method: 'mean', scaleFrom: '1', scaleTo: '5', minAnswers: 5 },
  rating: {
    model: 'rating',
    choices: [
      { value: '', score: '' },
      { value: '', score: '' },
    ],
  },
  expression: { model: 'expression', expression: '', inputs: [] },
};

export const plainModelIds = [
  'higher_ratio',
  'higher_baseline',
  'higher_three_point',
  'lower_ratio',
  'lower_mirror',
  'lower_range',
  'lower_deduct',
  'band',
  'count_up',
  'steps',
  'steps_interpolated',
] as const satisfies readonly PlainModel['model'][];

export const targetRuleOf = (model: Model): 'required' | 'optional' | 'none' => definitionOf(model).target;
export const namesItsInputs = (model: Model): boolean => definitionOf(model).ownInputs !== null;

/** The same KPI under another model: of the old model's parameters none stays, nor anything the new one has no use for. */
export function withModelKind(kpi: Kpi, modelId: ModelId): Kpi {
  const model = emptyModels[modelId];
  return withAggregate(
    {
      ...kpi,
      model,
      target: targetUnder(model, kpi),
      inputs: namesItsInputs(model) ? null : (kpi.inputs ?? { actual: '' }),
    },
    aggregateUnder(model, kpi.aggregate),
  );
}

function targetUnder(model: Model, { target }: Kpi): Kpi['target'] {
  const rule = targetRuleOf(model);
  if (rule === 'none') return null;
  return rule === 'required' || model.model === 'growth' ? (target ?? { value: '' }) : target;
}

/** Some models only understand one way of adding up. */
export function aggregateUnder(model: Model, aggregate: Aggregate): Aggregate {
  if (model.model === 'on_time_rate') return 'ratio_of_sums';
  if (model.model === 'survey') return model.method === 'mean' ? 'mean' : 'ratio_of_sums';
  return model.model === 'growth' && aggregate === 'ratio_of_sums' ? 'mean' : aggregate;
}

/** Only what adds up has a target per month, only a rate has a scale. */
export function withAggregate({ rateScale, ...kpi }: Kpi, aggregate: Aggregate): Kpi {
  const target =
    kpi.target !== null && 'value' in kpi.target && aggregate !== 'sum' ? { value: kpi.target.value } : kpi.target;
  return {
    ...kpi,
    aggregate,
    target,
    ...(aggregate === 'ratio_of_sums' && kpi.inputs !== null && rateScale !== undefined ? { rateScale } : {}),
  };
}

/** What positions say for themselves about a KPI, as far as its model still has it. */
export function withFittingOverrides(standard: StandardVersion, kpi: Kpi): StandardVersion {
  const dropped: readonly string[] = [
    ...(targetRuleOf(kpi.model) === 'none' ? ['target'] : []),
    ...(namesItsInputs(kpi.model) ? ['inputs'] : []),
  ];
  return {
    ...standard,
    positions: Object.fromEntries(
      Object.entries(standard.positions).map(([positionId, position]) => {
        const own = position.overrides[kpi.kpiId];
        if (own === undefined) return [positionId, position];
        const left = Object.fromEntries(Object.entries(own).filter(([name]) => !dropped.includes(name)));
        const overrides =
          Object.keys(left).length === 0
            ? without(position.overrides, kpi.kpiId)
            : { ...position.overrides, [kpi.kpiId]: left };
        return [positionId, { ...position, overrides }];
      }),
    ),
  };
}
