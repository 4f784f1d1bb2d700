import { zero } from '../decimal.js';
import { band } from './band.js';
import { countUp } from './count-up.js';
import type { KpiFacts, Measured, ModelDefinition, ParameterProblem, PlainDefinition, Verdict } from './definition.js';
import { higherBaseline, higherRatio, higherThreePoint } from './higher.js';
import { lowerDeduct, lowerMirror, lowerRange, lowerRatio } from './lower.js';
import type { PlainModel } from './parameters.js';
import { steps } from './steps.js';
import { stepsInterpolated } from './steps-interpolated.js';

type PlainDefinitions = { readonly [K in PlainModel['model']]: PlainDefinition<Extract<PlainModel, { model: K }>> };

const plainDefinitions: PlainDefinitions = {
  higher_ratio: higherRatio,
  higher_baseline: higherBaseline,
  higher_three_point: higherThreePoint,
  lower_ratio: lowerRatio,
  lower_mirror: lowerMirror,
  lower_range: lowerRange,
  lower_deduct: lowerDeduct,
  band,
  count_up: countUp,
  steps,
  steps_interpolated: stepsInterpolated,
};

/** The one place where a plain model meets its definition: the map's type holds the pair together, which the compiler cannot follow through a lookup. */
export function plainDefinitionOf(model: PlainModel): PlainDefinition<PlainModel> {
  return plainDefinitions[model.model] as PlainDefinition<PlainModel>;
}

/** A plain model as a model of its own. */
export function standing(id: PlainModel['model']): ModelDefinition<PlainModel> {
  const definition = plainDefinitions[id] as PlainDefinition<PlainModel>;
  return {
    target: definition.target,
    ownInputs: null,
    problems: (model: PlainModel, kpi: KpiFacts): readonly ParameterProblem[] => definition.problems(model, kpi),
    prepare: (model) => {
      const formula = definition.formula(model);
      return {
        targetProblem: definition.targetProblem(model),
        judge: ({ actual, target, cap }: Measured): Verdict => {
          if (actual === null) return { missing: 'no_observation' };
          const result = formula(actual, target ?? zero, cap);
          return 'invalid' in result ? result : { score: result.score, formula: id, numbers: result.numbers, actual };
        },
      };
    },
  };
}
