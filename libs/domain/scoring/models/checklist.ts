import { decimal, exactSum, hundred, type Weighed, weightedMean } from '../decimal.js';
import { noTargetRule, notDecimals } from './checks.js';
import type { ModelDefinition, ParameterProblem } from './definition.js';
import type { Model } from './parameters.js';

type Checklist = Extract<Model, { model: 'checklist' }>;

/** 100 · Σ weight · done ÷ Σ weight; an item nobody ticked on or off leaves the whole list missing. */
export const checklist: ModelDefinition<Checklist> = {
  target: 'none',
  ownInputs: (model) => model.items.map(({ itemId, inputId }) => ({ role: itemId, inputId, aggregate: 'last' })),
  problems: (model) => {
    const malformed = notDecimals(Object.fromEntries(model.items.map((item) => [`items.${item.itemId}`, item.weight])));
    return malformed.length > 0 ? malformed : weightProblems(model);
  },
  prepare: (model) => {
    const items = model.items.map((item) => ({ ...item, weight: decimal(item.weight) }));
    return {
      targetProblem: noTargetRule,
      judge: ({ figures }) => {
        const ticked: Weighed[] = [];
        for (const { inputId, weight } of items) {
          const found = figures(inputId);
          if (found === undefined) return { missing: 'no_observation' };
          const done = decimal(found.last);
          if (done.lt(0) || done.gt(1)) return { invalid: 'value_invalid' };
          ticked.push({ weight, value: hundred.times(done) });
        }
        const score = weightedMean(ticked);
        if (score === null) return { missing: 'no_observation' };
        return {
          score,
          formula: 'checklist',
          numbers: { sumOfWeights: exactSum(ticked.map((t) => t.weight)) },
          actual: score,
        };
      },
    };
  },
};

function weightProblems(model: Checklist): ParameterProblem[] {
  const negative = model.items
    .filter((item) => decimal(item.weight).lt(0))
    .map((item) => ({
      code: 'model.weight_negative',
      at: `items.${item.itemId}`,
      seen: item.weight,
      message: 'An item cannot weigh less than 0.',
    }));
  if (negative.length > 0) return negative;
  if (exactSum(model.items.map((item) => decimal(item.weight))).gt(0)) return [];
  return [{ code: 'model.weights_zero', at: 'items', seen: '0', message: 'Give at least one item a weight above 0.' }];
}
