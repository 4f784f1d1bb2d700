/** One questionnaire as a table: the header a person sees, and what was answered. */
export interface Form {
  /** File name without its ending. */
  readonly name: string;
  readonly sheet: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly format: 'xlsx' | 'csv_utf8' | 'csv_gb18030';
  /** Columns that hold numbers: real number cells in a workbook. */
  readonly numbers: readonly string[];
}
