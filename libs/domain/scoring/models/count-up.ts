import { decimal } from '../decimal.js';
import { noTargetRule, notDecimals, positive } from './checks.js';
import type { PlainDefinition } from './definition.js';
import type { PlainModel } from './parameters.js';

export const countUp: PlainDefinition<Extract<PlainModel, { model: 'count_up' }>> = {
  target: 'none',
  problems: (model) => {
    const malformed = notDecimals({ base: model.base, perUnit: model.perUnit });
    return malformed.length > 0 ? malformed : positive('perUnit', model.perUnit, 'model.factor_not_positive');
  },
  targetProblem: () => noTargetRule,
  formula: (model) => {
    const base = decimal(model.base);
    const k = decimal(model.perUnit);
    return (A) => ({ score: base.plus(k.times(A)), numbers: { A, base, k } });
  },
};
