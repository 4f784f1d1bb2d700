import { figure } from '../aggregate.js';
import type { Decimal } from '../decimal.js';
import { evaluate } from '../expression/evaluate.js';
import { parseExpression } from '../expression/parse.js';
import { unguardedDivisions } from '../expression/signs.js';
import type { ExpressionProblem } from '../expression/syntax.js';
import { noTargetRule } from './checks.js';
import type { ModelDefinition, ParameterProblem } from './definition.js';
import type { Model } from './parameters.js';

type ExpressionModel = Extract<Model, { model: 'expression' }>;

const reserved: ReadonlySet<string> = new Set(['if', 'min', 'max', 'target']);

export const expression: ModelDefinition<ExpressionModel> = {
  target: 'optional',
  ownInputs: (model) => model.inputs.map(({ name, inputId, aggregate }) => ({ role: name, inputId, aggregate })),
  problems: (model, kpi) => {
    const badNames = nameProblems(model);
    if (badNames.length > 0) return badNames;
    const parsed = parseExpression(model.expression, namesOf(model, kpi.hasTarget));
    const problems = 'code' in parsed ? [parsed] : unguardedDivisions(parsed);
    return problems.map(({ code, at, seen, message }: ExpressionProblem) => ({
      code,
      at: `expression.${at}`,
      seen,
      message,
    }));
  },
  prepare: (model) => {
    const parsed = parseExpression(model.expression, namesOf(model, true));
    if ('code' in parsed) throw new RangeError(`${parsed.code} at ${parsed.at}: ${parsed.message}`);
    return {
      targetProblem: noTargetRule,
      judge: ({ figures, target }) => {
        const values = new Map<string, Decimal>();
        for (const { name, inputId, aggregate } of model.inputs) {
          const found = figures(inputId);
          if (found === undefined) return { missing: 'no_observation' };
          values.set(name, figure(found, aggregate));
        }
        if (target !== null) values.set('target', target);
        const score = evaluate(parsed, values);
        return { score, formula: 'expression', numbers: Object.fromEntries(values), actual: null };
      },
    };
  },
};

function namesOf(model: ExpressionModel, hasTarget: boolean): ReadonlySet<string> {
  return new Set([...model.inputs.map((input) => input.name), ...(hasTarget ? ['target'] : [])]);
}

function nameProblems(model: ExpressionModel): ParameterProblem[] {
  const names = model.inputs.map((input) => input.name);
  return names
    .filter((name, index) => reserved.has(name) || names.indexOf(name) !== index || !/^[a-z][a-z0-9_]*$/.test(name))
    .map((seen) => ({
      code: 'expression.bad_name',
      at: 'inputs',
      seen,
      message: 'A declared name is a-z, 0-9 and _, stands once, and is none of if, min, max, target.',
    }));
}
