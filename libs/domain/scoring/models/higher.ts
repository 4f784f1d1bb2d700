import { decimal, hundred, zero } from '../decimal.js';
import { notDecimals, targetPositive } from './checks.js';
import type { KpiFacts, ParameterProblem, PlainDefinition } from './definition.js';
import type { PlainModel } from './parameters.js';

type Of<K extends PlainModel['model']> = Extract<PlainModel, { model: K }>;

export const higherRatio: PlainDefinition<Of<'higher_ratio'>> = {
  target: 'required',
  problems: () => [],
  targetProblem: () => targetPositive,
  formula: () => (A, T) => ({ score: hundred.times(A).div(T), numbers: { A, T } }),
};

export const higherBaseline: PlainDefinition<Of<'higher_baseline'>> = {
  target: 'required',
  problems: (model) => notDecimals({ baseline: model.baseline }),
  targetProblem: (model) => {
    const B = decimal(model.baseline);
    return (T) => (T.eq(B) ? 'model.target_equals_baseline' : null);
  },
  formula: (model) => {
    const B = decimal(model.baseline);
    return (A, T) => ({ score: hundred.times(A.minus(B)).div(T.minus(B)), numbers: { A, B, T } });
  },
};

export const higherThreePoint: PlainDefinition<Of<'higher_three_point'>> = {
  target: 'required',
  problems: threePointProblems,
  targetProblem: (model) => {
    const B = decimal(model.baseline);
    const M = decimal(model.maximum);
    return (T) => (B.lt(T) && T.lt(M) ? null : 'model.not_ascending');
  },
  formula: (model) => {
    const B = decimal(model.baseline);
    const M = decimal(model.maximum);
    const sB = decimal(model.baselineScore);
    return (A, T, cap) => {
      const numbers = { A, B, T, M, sB, cap };
      if (A.lt(B)) return { score: zero, numbers };
      if (A.lt(T)) return { score: sB.plus(hundred.minus(sB).times(A.minus(B)).div(T.minus(B))), numbers };
      if (A.lt(M)) return { score: hundred.plus(cap.minus(hundred).times(A.minus(T)).div(M.minus(T))), numbers };
      return { score: cap, numbers };
    };
  },
};

function threePointProblems(model: Of<'higher_three_point'>, kpi: KpiFacts): readonly ParameterProblem[] {
  const { baseline, baselineScore, maximum } = model;
  const malformed = notDecimals({ baseline, baselineScore, maximum });
  if (malformed.length > 0) return malformed;
  const problems: ParameterProblem[] = [];
  if (decimal(baseline).gte(decimal(maximum)))
    problems.push({
      code: 'model.not_ascending',
      at: 'maximum',
      seen: `${baseline} … ${maximum}`,
      message: 'Baseline, target and maximum must ascend.',
    });
  if (decimal(baselineScore).lt(0) || decimal(baselineScore).gt(100))
    problems.push({
      code: 'model.baseline_score_outside',
      at: 'baselineScore',
      seen: baselineScore,
      message: 'The score at the baseline lies within 0 to 100.',
    });
  if (kpi.cap.lt(hundred))
    problems.push({
      code: 'model.cap_below_100',
      at: 'maximum',
      seen: kpi.cap.toFixed(),
      message: 'Between target and maximum the score rises from 100 to the cap: set a cap of at least 100.',
    });
  return problems;
}
