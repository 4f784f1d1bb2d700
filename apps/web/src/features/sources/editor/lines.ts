export type Line = readonly [name: string, value: string];

/** Lines such as `from = {from}`; a line without a sign is a name alone. */
export const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .map((line): Line => {
      const at = line.indexOf('=');
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    })
    .filter(([name, value]) => name !== '' || value !== '');

export const textOfLines = (lines: readonly Line[]): string =>
  lines.map(([name, value]) => (value === '' ? name : `${name} = ${value}`)).join('\n');
