import { type Decimal, decimal, isDecimal } from '../decimal.js';
import { noTargetRule } from './checks.js';
import type { ParameterProblem, PlainDefinition } from './definition.js';
import type { PlainModel, Step } from './parameters.js';

export const steps: PlainDefinition<Extract<PlainModel, { model: 'steps' }>> = {
  target: 'none',
  problems: (model) => stepProblems(model.steps),
  targetProblem: () => noTargetRule,
  formula: (model) => {
    const parsed = model.steps.map((step) => ({
      to: step.to === null ? null : decimal(step.to),
      score: decimal(step.score),
    }));
    return (A) => {
      const hit = parsed.find((step) => step.to === null || A.lt(step.to));
      return hit ? { score: hit.score, numbers: { A } } : { invalid: 'value_invalid' };
    };
  },
};

/** The steps must cover every possible figure exactly once, in ascending order. */
function stepProblems(list: readonly Step[]): ParameterProblem[] {
  const malformed = list.flatMap((step, index) =>
    [step.from ?? '0', step.to ?? '0', step.score]
      .filter((value) => !isDecimal(value))
      .map((seen) => problem('model.not_a_decimal', index, seen, 'Give digits as text, for example "2.5".')),
  );
  if (malformed.length > 0) return malformed;
  if (list.length === 0) return [problem('model.steps_gap', 0, 'no step', 'Give at least one step.')];
  return list.flatMap((step, index) => [
    ...edgeProblems(list[index - 1]?.to ?? null, step.from, index),
    ...(index === list.length - 1 && step.to !== null
      ? [problem('model.steps_gap', index, step.to, 'The last step must be open upwards (to: null).')]
      : []),
    ...(step.from !== null && step.to !== null && decimal(step.from).gte(decimal(step.to))
      ? [problem('model.steps_empty', index, `${step.from} … ${step.to}`, 'A step must end above its beginning.')]
      : []),
    ...(index < list.length - 1 && step.to === null
      ? [problem('model.steps_overlap', index, 'null', 'Only the last step may be open upwards.')]
      : []),
  ]);
}

function edgeProblems(previousTo: string | null, from: string | null, index: number): ParameterProblem[] {
  if (index === 0)
    return from === null
      ? []
      : [problem('model.steps_gap', 0, from, 'The first step must be open downwards (from: null).')];
  if (from === null)
    return [problem('model.steps_overlap', index, 'null', 'Only the first step may be open downwards.')];
  if (previousTo === null) return [];
  const difference: Decimal = decimal(from).minus(decimal(previousTo));
  if (difference.isZero()) return [];
  return [
    problem(
      difference.gt(0) ? 'model.steps_gap' : 'model.steps_overlap',
      index,
      `${previousTo} … ${from}`,
      'A step must begin where the one before it ends.',
    ),
  ];
}

const problem = (code: string, index: number, seen: string, message: string): ParameterProblem => ({
  code,
  at: `steps.${index}`,
  seen,
  message,
});
