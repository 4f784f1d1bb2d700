import { decimal, isDecimal } from '../decimal.js';
import { noTargetRule } from './checks.js';
import type { FormulaResult, ParameterProblem, PlainDefinition } from './definition.js';
import type { PlainModel, Point } from './parameters.js';

/** Straight lines between the points, flat outside them. */
export const stepsInterpolated: PlainDefinition<Extract<PlainModel, { model: 'steps_interpolated' }>> = {
  target: 'none',
  problems: (model) => pointProblems(model.points),
  targetProblem: () => noTargetRule,
  formula: (model) => {
    const points = model.points.map((point) => ({ at: decimal(point.at), score: decimal(point.score) }));
    return (A): FormulaResult => {
      const next = points.findIndex((point) => A.lt(point.at));
      const right = points[next];
      const left = points[next - 1];
      const flat = next === -1 ? points[points.length - 1] : right;
      if (flat === undefined) return { invalid: 'value_invalid' };
      if (left === undefined || right === undefined) return { score: flat.score, numbers: { A } };
      const rise = right.score.minus(left.score).times(A.minus(left.at)).div(right.at.minus(left.at));
      return {
        score: left.score.plus(rise),
        numbers: { A, fromAt: left.at, fromScore: left.score, toAt: right.at, toScore: right.score },
      };
    };
  },
};

function pointProblems(points: readonly Point[]): ParameterProblem[] {
  const malformed = points.flatMap((point, index) =>
    [point.at, point.score]
      .filter((value) => !isDecimal(value))
      .map((seen) => ({
        code: 'model.not_a_decimal',
        at: `points.${index}`,
        seen,
        message: 'Give digits as text, for example "2.5".',
      })),
  );
  if (malformed.length > 0) return malformed;
  if (points.length < 2)
    return [
      { code: 'model.points_too_few', at: 'points', seen: `${points.length}`, message: 'Give two points or more.' },
    ];
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || decimal(before.at).lt(decimal(point.at))) return [];
    return [
      {
        code: 'model.not_ascending',
        at: `points.${index}`,
        seen: `${before.at} … ${point.at}`,
        message: 'Points must ascend without repeating.',
      },
    ];
  });
}
