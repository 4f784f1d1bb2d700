import { Decimal, decimal, hundred } from '../decimal.js';
import { notDecimals, targetPositive } from './checks.js';
import type { ModelDefinition, ParameterProblem } from './definition.js';
import type { Model } from './parameters.js';

type Survey = Extract<Model, { model: 'survey' }>;

/** Too few answers say nothing and could betray who gave them. */
export const survey: ModelDefinition<Survey> = {
  target: 'required',
  ownInputs: null,
  problems: (model, kpi) => [
    ...scaleProblems(model),
    ...(kpi.aggregate === (model.method === 'mean' ? 'mean' : 'ratio_of_sums')
      ? []
      : [
          {
            code: 'model.survey_aggregate',
            at: 'method',
            seen: `${model.method}, ${kpi.aggregate}`,
            message: 'Use the aggregate mean for a mean, ratio_of_sums (top answers over answers) for a top box.',
          },
        ]),
    ...(Number.isInteger(model.minAnswers) && model.minAnswers >= 1
      ? []
      : [
          {
            code: 'model.min_answers',
            at: 'minAnswers',
            seen: `${model.minAnswers}`,
            message: 'Ask for at least one answer.',
          },
        ]),
  ],
  prepare: (model) => {
    const from = decimal(model.scaleFrom);
    const to = decimal(model.scaleTo);
    const minAnswers = new Decimal(model.minAnswers);
    return {
      targetProblem: targetPositive,
      judge: ({ actual: A, target: T, answers }) => {
        if (A === null || T === null) return { missing: 'no_observation' };
        if (answers.lt(minAnswers)) return { missing: 'too_few_answers' };
        const scaled = model.method === 'mean' ? hundred.times(A.minus(from)).div(to.minus(from)) : A;
        const score = hundred.times(scaled).div(T);
        return { score, formula: `survey.${model.method}`, numbers: { A, scaled, T, answers }, actual: A };
      },
    };
  },
};

function scaleProblems(model: Survey): ParameterProblem[] {
  const malformed = notDecimals({ scaleFrom: model.scaleFrom, scaleTo: model.scaleTo });
  if (malformed.length > 0) return malformed;
  if (decimal(model.scaleFrom).lt(decimal(model.scaleTo))) return [];
  return [
    {
      code: 'model.scale_not_ascending',
      at: 'scaleTo',
      seen: `${model.scaleFrom} … ${model.scaleTo}`,
      message: 'The scale must rise from scaleFrom to scaleTo.',
    },
  ];
}
