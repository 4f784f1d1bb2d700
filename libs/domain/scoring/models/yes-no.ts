import { hundred, zero } from '../decimal.js';
import { noTargetRule } from './checks.js';
import type { ModelDefinition } from './definition.js';
import type { Model } from './parameters.js';

export const yesNo: ModelDefinition<Extract<Model, { model: 'yes_no' }>> = {
  target: 'none',
  ownInputs: null,
  problems: () => [],
  prepare: () => ({
    targetProblem: noTargetRule,
    judge: ({ actual: A }) => {
      if (A === null) return { missing: 'no_observation' };
      if (!A.isZero() && !A.eq(1)) return { invalid: 'value_invalid' };
      return { score: A.isZero() ? zero : hundred, formula: 'yes_no', numbers: { A }, actual: A };
    },
  }),
};
