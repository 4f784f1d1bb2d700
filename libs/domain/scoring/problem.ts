/** What is wrong in a standard, where, with the value seen; `code` is stable and translated by the web. */
export interface Problem {
  readonly code: string;
  /** e.g. `kpis.sales_completion.model.maximum` */
  readonly path: string;
  readonly seen: string;
  /** For developers and the command line: what to do next. */
  readonly message: string;
}
