import type { SourceRow } from '../mapping/row.js';

/** Dates of the company's zone, `to` exclusive. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What the source says its rows add up to. */
export interface SourceTotal {
  readonly datasetId: string;
  /** An input id, or `rows`. */
  readonly measure: string;
  readonly total: string;
}

export interface Delivery {
  readonly rows: AsyncIterable<SourceRow>;
  /** Complete once the rows have ended. */
  readonly totals: () => readonly SourceTotal[];
}

/** One way to read a source. Failures are `Problem`s: 503 where trying again later may help, else 422. */
export interface SourceConnector {
  fetch(period: Period): Delivery;
}
