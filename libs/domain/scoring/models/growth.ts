import { hundred, zero } from '../decimal.js';
import type { ModelDefinition, ParameterProblem } from './definition.js';
import type { Model } from './parameters.js';
import { plainDefinitionOf } from './plain.js';

/** g = (A − A₀) / |A₀| in per cent, judged by a further model. */
export const growth: ModelDefinition<Extract<Model, { model: 'growth' }>> = {
  // The further model decides; validation asks it.
  target: 'optional',
  ownInputs: null,
  problems: (model, kpi) => {
    const further = plainDefinitionOf(model.judgedBy);
    const problems: ParameterProblem[] = further
      .problems(model.judgedBy, kpi)
      .map((problem) => ({ ...problem, at: `judgedBy.${problem.at}` }));
    if (further.target === 'required' && !kpi.hasTarget)
      problems.push({
        code: 'kpi.target_missing',
        at: 'judgedBy',
        seen: model.judgedBy.model,
        message: 'The further model needs a target, in per cent of growth.',
      });
    if (!kpi.hasBase || kpi.aggregate === 'ratio_of_sums')
      problems.push({
        code: 'model.needs_base',
        at: 'judgedBy',
        seen: kpi.aggregate,
        message: 'Growth needs the earlier figure as the base input and an aggregate other than ratio_of_sums.',
      });
    return problems;
  },
  prepare: (model) => {
    const further = plainDefinitionOf(model.judgedBy);
    const formula = further.formula(model.judgedBy);
    const name = `growth.${model.judgedBy.model}`;
    return {
      targetProblem: further.targetProblem(model.judgedBy),
      judge: ({ actual: A, base, target, cap }) => {
        if (A === null || base === null) return { missing: 'no_observation' };
        if (base.isZero()) return { missing: 'base_zero' };
        const g = hundred.times(A.minus(base)).div(base.abs());
        const result = formula(g, target ?? zero, cap);
        if ('invalid' in result) return result;
        const { A: _, ...numbers } = result.numbers;
        return { score: result.score, formula: name, numbers: { A, A0: base, g, ...numbers }, actual: g };
      },
    };
  },
};
