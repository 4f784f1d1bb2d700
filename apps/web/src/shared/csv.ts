/** A cell that a spreadsheet would run as a formula, full-width signs included. */
const runs = /^[=+\-@\t\r＝＋－＠]/;
const plainNumber = /^-?[\d.,]+%?$/;

const cell = (value: string): string => {
  const safe = runs.test(value) && !plainNumber.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV as spreadsheets of any language open it: UTF-8 with its mark, no cell that runs. */
export const csvOf = (columns: readonly string[], rows: readonly (readonly string[])[]): Blob =>
  new Blob([`\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`], {
    type: 'text/csv;charset=utf-8',
  });
