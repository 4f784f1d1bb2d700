import { decimal, isDecimal } from '../decimal.js';
import type { ArithmeticSign, Comparison, Expression, ExpressionProblem, Test } from './syntax.js';
import { type Token, tokensOf } from './tokens.js';

const maxLength = 2000;
/** Far above any real rule, far below the stack. */
const maxDepth = 50;

class Refusal extends Error {
  constructor(readonly problem: ExpressionProblem) {
    super(problem.message);
  }
}

export function parseExpression(text: string, names: ReadonlySet<string>): Expression | ExpressionProblem {
  if (text.length > maxLength)
    return { code: 'expression.too_long', at: 0, seen: `${text.length}`, message: `At most ${maxLength} characters.` };
  const tokens = tokensOf(text);
  if ('code' in tokens) return tokens;
  try {
    return new Parser(tokens, names).whole();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: ReadonlySet<string>,
  ) {}

  whole(): Expression {
    const expression = this.sum();
    if (this.peek().kind !== 'end') this.refuse();
    return expression;
  }

  private sum(): Expression {
    if (++this.depth > maxDepth) this.refuse('expression.too_deep', `At most ${maxDepth} levels.`);
    let left = this.product();
    for (let sign = this.take('+', '-'); sign !== null; sign = this.take('+', '-'))
      left = { kind: 'arithmetic', sign: sign.text as ArithmeticSign, left, right: this.product(), at: sign.at };
    this.depth--;
    return left;
  }

  private product(): Expression {
    let left = this.signed();
    for (let sign = this.take('*', '/'); sign !== null; sign = this.take('*', '/'))
      left = { kind: 'arithmetic', sign: sign.text as ArithmeticSign, left, right: this.signed(), at: sign.at };
    return left;
  }

  private signed(): Expression {
    if (this.take('-') === null) return this.single();
    if (++this.depth > maxDepth) this.refuse('expression.too_deep', `At most ${maxDepth} levels.`);
    const operand = this.signed();
    this.depth--;
    return { kind: 'negate', operand };
  }

  private single(): Expression {
    const token = this.peek();
    if (token.kind === 'number') return this.number(token);
    if (token.kind === 'name') return this.named(token);
    this.expect('(');
    const inside = this.sum();
    this.expect(')');
    return inside;
  }

  private number(token: Token): Expression {
    if (!isDecimal(token.text)) this.refuse('expression.unexpected', 'This number has too many digits.');
    this.next++;
    return { kind: 'number', value: decimal(token.text) };
  }

  private named(token: Token): Expression {
    this.next++;
    if (this.peek().text !== '(') {
      if (!this.names.has(token.text)) {
        this.next--;
        this.refuse('expression.unknown_name', `Known names: ${[...this.names].join(', ')}.`);
      }
      return { kind: 'name', name: token.text, at: token.at };
    }
    if (token.text === 'if') return this.choice();
    if (token.text === 'min' || token.text === 'max') return this.extreme(token.text);
    this.next--;
    return this.refuse('expression.unknown_name', 'Only min, max and if can be called.');
  }

  private extreme(which: 'min' | 'max'): Expression {
    this.expect('(');
    const of = [this.sum()];
    while (this.take(',') !== null) of.push(this.sum());
    this.expect(')');
    return { kind: 'extreme', which, of };
  }

  private choice(): Expression {
    this.expect('(');
    const test = this.test();
    this.expect(',');
    const yes = this.sum();
    this.expect(',');
    const no = this.sum();
    this.expect(')');
    return { kind: 'choice', test, yes, no };
  }

  private test(): Test {
    const left = this.sum();
    const sign =
      this.take('<', '<=', '>', '>=', '=', '!=') ?? this.refuse('expression.unexpected', 'A comparison belongs here.');
    return { comparison: sign.text as Comparison, left, right: this.sum() };
  }

  private peek(): Token {
    return this.tokens[this.next] ?? { kind: 'end', text: 'the end', at: 0 };
  }

  private take(...marks: readonly string[]): Token | null {
    const token = this.peek();
    if (token.kind !== 'mark' || !marks.includes(token.text)) return null;
    this.next++;
    return token;
  }

  private expect(mark: string): void {
    if (this.take(mark) === null) this.refuse('expression.unexpected', `"${mark}" belongs here.`);
  }

  private refuse(
    code: ExpressionProblem['code'] = 'expression.unexpected',
    message = 'A number, a name, "(" or the end belongs here.',
  ): never {
    const { at, text } = this.peek();
    throw new Refusal({ code, at, seen: text, message });
  }
}
