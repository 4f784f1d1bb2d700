const wide = /[\u2e80-\uffef]/;
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (wide.test(sign) ? 2 : 1), 0);

/** What a line may be broken between: words, and the signs of a script that has none. */
export const piecesOf = (text: string): readonly string[] =>
  text.match(/[\u2e80-\uffef]\s*|[^\s\u2e80-\uffef]+\s*/g) ?? [];

/** A label in lines of so many narrow signs. */
export function inLines(label: string, most: number): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(label)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > most) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].join('\n');
}
