import { decimal, hundred, zero } from '../decimal.js';
import { notDecimals, targetNotZero } from './checks.js';
import type { PlainDefinition } from './definition.js';
import type { PlainModel } from './parameters.js';

/** As near to the target as can be: too little is as bad as too much. */
export const band: PlainDefinition<Extract<PlainModel, { model: 'band' }>> = {
  target: 'required',
  problems: (model) => {
    const malformed = notDecimals({ x: model.x, y: model.y });
    if (malformed.length > 0) return malformed;
    const x = decimal(model.x);
    if (x.gte(0) && x.lt(decimal(model.y))) return [];
    return [
      {
        code: 'model.band_not_ascending',
        at: 'y',
        seen: `${model.x} … ${model.y}`,
        message: 'The full-score distance x must be at least 0 and less than the zero-score distance y.',
      },
    ];
  },
  targetProblem: () => targetNotZero,
  formula: (model) => {
    const x = decimal(model.x);
    const y = decimal(model.y);
    return (A, T) => {
      const d = A.minus(T).abs().div(T.abs());
      const numbers = { A, T, d, x, y };
      if (d.lte(x)) return { score: hundred, numbers };
      if (d.gte(y)) return { score: zero, numbers };
      return { score: hundred.times(y.minus(d)).div(y.minus(x)), numbers };
    };
  },
};
