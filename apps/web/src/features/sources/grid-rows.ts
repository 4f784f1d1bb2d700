/** A row being typed; its key keeps it while others come and go. */
export interface GridRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
}
/** As many as one request takes. */
export const mostRows = 200;

const blank = (): GridRow => ({ key: crypto.randomUUID(), cells: {} });
export const blankRows = (count: number): readonly GridRow[] => Array.from({ length: count }, blank);

/** Rows with something in them, under their columns; an empty cell is the column left out. */
export const filledRows = (rows: readonly GridRow[], headers: readonly string[]): readonly Record<string, string>[] =>
  rows
    .map(({ cells }) =>
      Object.fromEntries(
        headers.map((header) => [header, cells[header]?.trim() ?? '']).filter(([, cell]) => cell !== ''),
      ),
    )
    .filter((row) => Object.keys(row).length > 0);

/** Cells copied from a spreadsheet, put in from one cell to the right and downwards. */
export function pasted(
  rows: readonly GridRow[],
  headers: readonly string[],
  at: { readonly row: number; readonly column: number },
  text: string,
): readonly GridRow[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const needed = Math.min(at.row + lines.length, mostRows);
  const long = [...rows, ...blankRows(Math.max(0, needed - rows.length))];
  return long.map((row, index) => {
    const line = lines[index - at.row];
    if (index < at.row || line === undefined) return row;
    const cells = line.split('\t').flatMap((cell, offset) => {
      const header = headers[at.column + offset];
      return header === undefined ? [] : [[header, cell] as const];
    });
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(cells) } };
  });
}
