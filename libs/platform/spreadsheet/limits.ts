/** What an uploaded table may cost us. Real files are far below; a file above is refused with the number it broke. */
export const spreadsheetLimits = {
  bytesIn: 10 * 1024 * 1024,
  bytesOut: 100 * 1024 * 1024,
  /** Unpacked to packed. */
  ratio: 100,
  entries: 200,
  rows: 50_000,
  columns: 64,
  timeoutMs: 30_000,
  /** Of the reading thread: 50,000 rows of 64 cells take about half. */
  heapMb: 512,
};
