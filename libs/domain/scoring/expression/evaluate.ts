import { Decimal } from '../decimal.js';
import type { Expression, Test } from './syntax.js';

export type Values = ReadonlyMap<string, Decimal>;

/** Divisions are safe here: an expression with an unguarded one never gets past validation. */
export function evaluate(expression: Expression, values: Values): Decimal {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name': {
      const value = values.get(expression.name);
      if (value === undefined) throw new RangeError(`No value for "${expression.name}": declare it as an input.`);
      return value;
    }
    case 'negate':
      return evaluate(expression.operand, values).neg();
    case 'extreme': {
      const all = expression.of.map((one) => evaluate(one, values));
      return expression.which === 'min' ? Decimal.min(...all) : Decimal.max(...all);
    }
    case 'choice':
      return evaluate(holds(expression.test, values) ? expression.yes : expression.no, values);
    case 'arithmetic': {
      const left = evaluate(expression.left, values);
      const right = evaluate(expression.right, values);
      switch (expression.sign) {
        case '+':
          return left.plus(right);
        case '-':
          return left.minus(right);
        case '*':
          return left.times(right);
        case '/':
          return left.div(right);
      }
    }
  }
}

function holds({ comparison, left, right }: Test, values: Values): boolean {
  const order = evaluate(left, values).cmp(evaluate(right, values));
  switch (comparison) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}
