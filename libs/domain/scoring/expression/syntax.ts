import type { Decimal } from '../decimal.js';

export type ArithmeticSign = '+' | '-' | '*' | '/';
export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

export type Expression =
  | { readonly kind: 'number'; readonly value: Decimal }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly sign: ArithmeticSign;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | { readonly kind: 'extreme'; readonly which: 'min' | 'max'; readonly of: readonly Expression[] }
  | { readonly kind: 'choice'; readonly test: Test; readonly yes: Expression; readonly no: Expression };

/** Comparisons stand only where a choice asks for one, so a truth value can never become a number. */
export interface Test {
  readonly comparison: Comparison;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ExpressionProblem {
  readonly code:
    | 'expression.too_long'
    | 'expression.too_deep'
    | 'expression.unexpected'
    | 'expression.unknown_name'
    | 'expression.zero_division';
  readonly at: number;
  readonly seen: string;
  readonly message: string;
}

/** One spelling for equal expressions, so that a guard recognises what it guards. */
export function spelling(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.value.toFixed();
    case 'name':
      return expression.name;
    case 'negate':
      return `-(${spelling(expression.operand)})`;
    case 'arithmetic':
      return `(${spelling(expression.left)}${expression.sign}${spelling(expression.right)})`;
    case 'extreme':
      return `${expression.which}(${expression.of.map(spelling).join(',')})`;
    case 'choice': {
      const { test, yes, no } = expression;
      return `if(${spelling(test.left)}${test.comparison}${spelling(test.right)},${spelling(yes)},${spelling(no)})`;
    }
  }
}
