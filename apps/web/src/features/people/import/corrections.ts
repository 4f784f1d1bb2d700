import type { ImportProblem } from '../../../../../../libs/contracts/roles/http.js';
import type { ImportFile, ImportSheet } from './import-file.js';

/** One row of the file that the report names, with what is wrong in each of its cells. */
export interface FaultyRow {
  readonly sheet: string;
  readonly rowNo: number;
  readonly cells: readonly string[];
  /** By column. */
  readonly faults: ReadonlyMap<number, readonly ImportProblem[]>;
}

/** The rows of one sheet that have something to mend, in their order. */
export function faultyRows(sheet: ImportSheet, problems: readonly ImportProblem[]): readonly FaultyRow[] {
  const own = problems.filter((problem) => problem.sheet === sheet.name);
  return sheet.rows.flatMap((row) => {
    const ofRow = own.filter((problem) => problem.row === row.rowNo);
    if (ofRow.length === 0) return [];
    const faults = new Map<number, readonly ImportProblem[]>();
    for (const problem of ofRow) {
      const column = Math.max(0, sheet.header.cells.indexOf(problem.column));
      faults.set(column, [...(faults.get(column) ?? []), problem]);
    }
    return [{ sheet: sheet.name, rowNo: row.rowNo, cells: row.cells, faults }];
  });
}

/** What no row of the file shows: headers that are missing or unknown. */
export const otherProblems = (file: ImportFile, problems: readonly ImportProblem[]): readonly ImportProblem[] =>
  problems.filter(
    (problem) =>
      !file.sheets.some((sheet) => sheet.name === problem.sheet && sheet.rows.some((row) => row.rowNo === problem.row)),
  );

export function withCell(file: ImportFile, sheet: string, rowNo: number, column: number, text: string): ImportFile {
  return {
    ...file,
    sheets: file.sheets.map((one) =>
      one.name !== sheet
        ? one
        : {
            ...one,
            rows: one.rows.map((row) => (row.rowNo !== rowNo ? row : { ...row, cells: put(row.cells, column, text) })),
          },
    ),
  };
}

function put(cells: readonly string[], column: number, text: string): readonly string[] {
  const longer = Array.from({ length: Math.max(cells.length, column + 1) }, (_, index) => cells[index] ?? '');
  return longer.with(column, text);
}
