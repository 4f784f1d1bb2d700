import type { Comparison, Expression, ExpressionProblem, Test } from './syntax.js';
import { spelling } from './syntax.js';

/** What is certain about a value whatever the inputs are. */
type Sign = 'positive' | 'negative' | 'nonzero' | 'unknown';
type Known = ReadonlyMap<string, Sign>;

/** Every division whose divisor could be zero for some input. */
export function unguardedDivisions(expression: Expression): ExpressionProblem[] {
  return divisions(expression, new Map());
}

function divisions(expression: Expression, known: Known): ExpressionProblem[] {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return [];
    case 'negate':
      return divisions(expression.operand, known);
    case 'extreme':
      return expression.of.flatMap((one) => divisions(one, known));
    case 'choice': {
      const { test, yes, no } = expression;
      return [
        ...divisions(test.left, known),
        ...divisions(test.right, known),
        ...divisions(yes, learned(known, test)),
        ...divisions(no, learned(known, opposite(test))),
      ];
    }
    case 'arithmetic': {
      const inside = [...divisions(expression.left, known), ...divisions(expression.right, known)];
      if (expression.sign !== '/' || signOf(expression.right, known) !== 'unknown') return inside;
      const seen = spelling(expression.right);
      return [
        ...inside,
        {
          code: 'expression.zero_division',
          at: expression.at,
          seen,
          message: `The divisor can be 0. Guard it: if(${seen} != 0, …, …).`,
        },
      ];
    }
  }
}

function signOf(expression: Expression, known: Known): Sign {
  const learnedSign = known.get(spelling(expression));
  if (learnedSign !== undefined) return learnedSign;
  switch (expression.kind) {
    case 'number':
      if (expression.value.isZero()) return 'unknown';
      return expression.value.gt(0) ? 'positive' : 'negative';
    case 'name':
      return 'unknown';
    case 'negate':
      return flipped(signOf(expression.operand, known));
    case 'extreme':
      return extremeSign(
        expression.which,
        expression.of.map((one) => signOf(one, known)),
      );
    case 'choice': {
      const yes = signOf(expression.yes, learned(known, expression.test));
      const no = signOf(expression.no, learned(known, opposite(expression.test)));
      if (yes === no) return yes;
      return yes === 'unknown' || no === 'unknown' ? 'unknown' : 'nonzero';
    }
    case 'arithmetic': {
      const left = signOf(expression.left, known);
      const right = signOf(expression.right, known);
      if (expression.sign === '*' || expression.sign === '/') return productSign(left, right);
      const added = expression.sign === '+' ? right : flipped(right);
      return left === added && left !== 'nonzero' ? left : 'unknown';
    }
  }
}

function flipped(sign: Sign): Sign {
  if (sign === 'positive') return 'negative';
  return sign === 'negative' ? 'positive' : sign;
}

function productSign(left: Sign, right: Sign): Sign {
  if (left === 'unknown' || right === 'unknown') return 'unknown';
  if (left === 'nonzero' || right === 'nonzero') return 'nonzero';
  return left === right ? 'positive' : 'negative';
}

function extremeSign(which: 'min' | 'max', signs: readonly Sign[]): Sign {
  const strong = which === 'max' ? 'positive' : 'negative';
  if (signs.includes(strong)) return strong;
  if (signs.every((sign) => sign === flipped(strong))) return flipped(strong);
  return signs.includes('unknown') ? 'unknown' : 'nonzero';
}

const opposites: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '!=',
  '!=': '=',
};
const opposite = (test: Test): Test => ({ ...test, comparison: opposites[test.comparison] });

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

/** What holds where the test is true. */
function learned(known: Known, { comparison, left, right }: Test): Known {
  const more = new Map(known);
  const learn = (about: Expression, sign: Sign) => {
    const before = more.get(spelling(about)) ?? 'unknown';
    if (before === 'unknown' || (before === 'nonzero' && sign !== 'unknown')) more.set(spelling(about), sign);
  };
  learn(left, comparedSign(comparison, right, known));
  learn(right, comparedSign(mirrored[comparison], left, known));
  const difference = differenceSign(comparison);
  learn({ kind: 'arithmetic', sign: '-', left, right, at: 0 }, difference);
  learn({ kind: 'arithmetic', sign: '-', left: right, right: left, at: 0 }, flipped(difference));
  return more;
}

function differenceSign(comparison: Comparison): Sign {
  if (comparison === '>') return 'positive';
  if (comparison === '<') return 'negative';
  return comparison === '!=' ? 'nonzero' : 'unknown';
}

/** The sign of a value that compares so with the other one. */
function comparedSign(comparison: Comparison, other: Expression, known: Known): Sign {
  const zero = other.kind === 'number' && other.value.isZero();
  const sign = signOf(other, known);
  switch (comparison) {
    case '>':
      return zero || sign === 'positive' ? 'positive' : 'unknown';
    case '>=':
      return sign === 'positive' ? 'positive' : 'unknown';
    case '<':
      return zero || sign === 'negative' ? 'negative' : 'unknown';
    case '<=':
      return sign === 'negative' ? 'negative' : 'unknown';
    case '=':
      return sign;
    case '!=':
      return zero ? 'nonzero' : 'unknown';
  }
}
