import { hundred } from '../decimal.js';
import { targetPositive } from './checks.js';
import type { ModelDefinition } from './definition.js';
import type { Model } from './parameters.js';

/** On time ÷ due; that nothing was due is known before (a ratio over nothing is missing). */
export const onTimeRate: ModelDefinition<Extract<Model, { model: 'on_time_rate' }>> = {
  target: 'required',
  ownInputs: null,
  problems: (_, kpi) =>
    kpi.aggregate === 'ratio_of_sums'
      ? []
      : [
          {
            code: 'model.needs_ratio',
            at: 'model',
            seen: kpi.aggregate,
            message: 'Use the aggregate ratio_of_sums: what was on time over what was due.',
          },
        ],
  prepare: () => ({
    targetProblem: targetPositive,
    judge: ({ actual: A, target: T }) => {
      if (A === null || T === null) return { missing: 'no_observation' };
      return { score: hundred.times(A).div(T), formula: 'on_time_rate', numbers: { A, T }, actual: A };
    },
  }),
};
