import { decimal, isDecimal } from '../decimal.js';
import { noTargetRule } from './checks.js';
import type { ModelDefinition } from './definition.js';
import type { Model } from './parameters.js';

type Rating = Extract<Model, { model: 'rating' }>;

export const rating: ModelDefinition<Rating> = {
  target: 'none',
  ownInputs: null,
  problems: (model) => {
    const malformed = model.choices
      .flatMap((choice) => [choice.value, choice.score])
      .filter((value) => !isDecimal(value))
      .map((seen) => ({
        code: 'model.not_a_decimal',
        at: 'choices',
        seen,
        message: 'Give digits as text, for example "2.5".',
      }));
    if (malformed.length > 0) return malformed;
    const values = model.choices.map((choice) => decimal(choice.value).toFixed());
    if (values.length < 2)
      return [
        {
          code: 'model.choices_too_few',
          at: 'choices',
          seen: `${values.length}`,
          message: 'Give two choices or more.',
        },
      ];
    if (new Set(values).size < values.length)
      return [
        { code: 'model.choices_repeat', at: 'choices', seen: values.join(', '), message: 'Each value may stand once.' },
      ];
    return [];
  },
  prepare: (model) => {
    const scores = new Map(model.choices.map((choice) => [decimal(choice.value).toFixed(), decimal(choice.score)]));
    return {
      targetProblem: noTargetRule,
      judge: ({ actual: A }) => {
        if (A === null) return { missing: 'no_observation' };
        const score = scores.get(A.toFixed());
        return score === undefined
          ? { invalid: 'value_invalid' }
          : { score, formula: 'rating', numbers: { A }, actual: A };
      },
    };
  },
};

/** The best and the worst choice need a comment. */
export function ratingNeedsComment(model: Rating, value: string): boolean {
  const ascending = model.choices.map((choice) => decimal(choice.score)).sort((a, b) => a.cmp(b));
  const chosen = model.choices.find((choice) => decimal(choice.value).eq(decimal(value)));
  if (chosen === undefined) return false;
  const score = decimal(chosen.score);
  return score.eq(ascending[0] ?? score) || score.eq(ascending[ascending.length - 1] ?? score);
}
