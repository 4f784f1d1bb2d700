import { decimal } from '../decimal.js';
import { evaluate } from './evaluate.js';
import { parseExpression } from './parse.js';
import { unguardedDivisions } from './signs.js';

const names = new Set(['a', 'b', 'c']);
const values = new Map([
  ['a', decimal('6')],
  ['b', decimal('4')],
  ['c', decimal('0')],
]);

function parsed(text: string) {
  const expression = parseExpression(text, names);
  if ('code' in expression) throw new Error(`${expression.code} at ${expression.at}`);
  return expression;
}

describe('an expression is calculated', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['10 - 4 - 3', '3'],
    ['100 / 10 / 5', '2'],
    ['-a + b', '-2'],
    ['--a', '6'],
    ['2 × a ÷ 3 − 1', '3'],
    ['min(a, b, 5)', '4'],
    ['max(a, b, 5)', '6'],
    ['if(a >= 6, 1, 2)', '1'],
    ['if(a > 6, 1, 2)', '2'],
    ['if(a ≤ 6, 1, 2)', '1'],
    ['if(a ≠ b, 1, 2)', '1'],
    ['if(a = b, 1, 2)', '2'],
    ['if(a == 6, 1, 2)', '1'],
    ['if(c != 0, a / c, 7)', '7'],
    ['0.1 + 0.2', '0.3'],
    ['1 / 3', '0.3333333333333333333333333333333333'],
  ])('%s = %s', (text, result) => {
    expect(evaluate(parsed(text), values).toFixed()).toBe(result);
  });
});

describe('an expression is refused', () => {
  it.each([
    ['', 'expression.unexpected'],
    ['1 +', 'expression.unexpected'],
    ['1 2', 'expression.unexpected'],
    ['(1', 'expression.unexpected'],
    ['a > 1', 'expression.unexpected'],
    ['1 + if(a, 1, 2)', 'expression.unexpected'],
    ['if(a > 1, 2)', 'expression.unexpected'],
    ['min()', 'expression.unexpected'],
    ['a ** 2', 'expression.unexpected'],
    ['a; b', 'expression.unexpected'],
    ['"a"', 'expression.unexpected'],
    ['a.constructor', 'expression.unexpected'],
    ['now()', 'expression.unknown_name'],
    ['sum(a, b)', 'expression.unknown_name'],
    ['constructor', 'expression.unknown_name'],
    ['d + 1', 'expression.unknown_name'],
    ['if', 'expression.unknown_name'],
    [`${'('.repeat(100)}1${')'.repeat(100)}`, 'expression.too_deep'],
    [`${'-'.repeat(100)}1`, 'expression.too_deep'],
    ['1'.repeat(31), 'expression.unexpected'],
    [`1${' '.repeat(2000)}`, 'expression.too_long'],
  ])('%s', (text, code) => {
    expect(parseExpression(text, names)).toMatchObject({ code });
  });

  it('with the place and the word that do not fit', () => {
    expect(parseExpression('a + quantity', names)).toMatchObject({ at: 4, seen: 'quantity' });
  });
});

describe('a division', () => {
  it.each([
    'a / 2',
    'if(b != 0, a / b, 0)',
    'if(b = 0, 0, a / b)',
    'if(b > 0, a / b, 0)',
    'if(0 < b, a / b, 0)',
    'if(b <= 0, 0, a / b)',
    'if(b >= 1, a / b, 0)',
    'if(b < 0, a / -b, 0)',
    'a / max(b, 1)',
    'if(b > 0, a / (b * 3 + 1), 0)',
    'if(a != b, 100 / (a - b), 0)',
    'if(a > b, 100 / (b - a), 0)',
    'if(a + b > 0, 100 / (a + b), 0)',
    'if(b != 0, if(c != 0, a / (b * c), 0), 0)',
    'a / if(b > 0, b, 1)',
    'if(a > 0, if(a != b, 1 / a, 0), 0)',
  ])('with a guard is allowed: %s', (text) => {
    expect(unguardedDivisions(parsed(text))).toEqual([]);
  });

  it.each([
    ['a / b', 'b'],
    ['a / 0', '0'],
    ['a / (b - 1)', '(b-1)'],
    ['if(a != 0, a / b, 0)', 'b'],
    ['if(b != 0, 0, a / b)', 'b'],
    ['if(b >= 0, a / b, 0)', 'b'],
    ['if(b != 1, a / b, 0)', 'b'],
    ['a / min(b, 1)', 'min(b,1)'],
    ['a / max(b, 0)', 'max(b,0)'],
    ['if(a > 0, if(b > 0, 1 / (a - b), 0), 0)', '(a-b)'],
    ['if(1 / b > 0, 1, 2)', 'b'],
  ])('without one is refused: %s', (text, seen) => {
    expect(unguardedDivisions(parsed(text))).toMatchObject([{ code: 'expression.zero_division', seen }]);
  });
});
