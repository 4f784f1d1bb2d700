import { Decimal, decimal, hundred, one, zero } from '../decimal.js';
import { noTargetRule, notDecimals, positive, targetNotZero, targetPositive } from './checks.js';
import type { PlainDefinition } from './definition.js';
import type { PlainModel } from './parameters.js';

type Of<K extends PlainModel['model']> = Extract<PlainModel, { model: K }>;

export const lowerRatio: PlainDefinition<Of<'lower_ratio'>> = {
  target: 'required',
  problems: () => [],
  targetProblem: () => targetPositive,
  formula: () => (A, T, cap) => {
    // Below zero the quotient would turn round and punish the best figures.
    if (A.lt(0)) return { invalid: 'value_invalid' };
    return { score: A.isZero() ? cap : hundred.times(T).div(A), numbers: { A, T, cap } };
  },
};

export const lowerMirror: PlainDefinition<Of<'lower_mirror'>> = {
  target: 'required',
  problems: () => [],
  targetProblem: () => targetNotZero,
  formula: () => (A, T) => ({ score: hundred.times(one.minus(A.minus(T).div(T.abs()))), numbers: { A, T } }),
};

export const lowerRange: PlainDefinition<Of<'lower_range'>> = {
  target: 'required',
  problems: (model) => notDecimals({ maximum: model.maximum }),
  targetProblem: (model) => {
    const M = decimal(model.maximum);
    return (T) => (M.gt(T) ? null : 'model.maximum_not_above_target');
  },
  formula: (model) => {
    const M = decimal(model.maximum);
    return (A, T) => ({ score: hundred.times(M.minus(A)).div(M.minus(T)), numbers: { A, T, M } });
  },
};

export const lowerDeduct: PlainDefinition<Of<'lower_deduct'>> = {
  target: 'none',
  problems: (model) => {
    const malformed = notDecimals({ perUnit: model.perUnit, free: model.free });
    return malformed.length > 0 ? malformed : positive('perUnit', model.perUnit, 'model.factor_not_positive');
  },
  targetProblem: () => noTargetRule,
  formula: (model) => {
    const k = decimal(model.perUnit);
    const free = decimal(model.free);
    return (A) => ({ score: hundred.minus(k.times(Decimal.max(zero, A.minus(free)))), numbers: { A, k, free } });
  },
};
