import type { ExpressionProblem } from './syntax.js';

export interface Token {
  readonly kind: 'number' | 'name' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
}

/** People type what their keyboard or their document has; both spellings mean the same. */
const spelledAlike: Readonly<Record<string, string>> = {
  '−': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '==': '=',
};

const pattern = /\s+|(?<number>\d+(?:\.\d+)?)|(?<name>[a-z][a-z0-9_]*)|(?<mark><=|>=|!=|==|[-+*/<>=(),−×·÷≤≥≠])/gy;

export function tokensOf(text: string): readonly Token[] | ExpressionProblem {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null)
      return { code: 'expression.unexpected', at, seen: text.charAt(at), message: 'This sign has no meaning here.' };
    const { number, name, mark } = match.groups ?? {};
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: spelledAlike[mark] ?? mark, at });
    at = pattern.lastIndex;
  }
  return [...tokens, { kind: 'end', text: 'the end', at: text.length }];
}
