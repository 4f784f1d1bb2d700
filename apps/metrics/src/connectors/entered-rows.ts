import type { FileSourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { SourceConnector } from './port.js';

/** Rows that somebody typed, under the columns a file of the dataset has. */
export function enteredRows(
  { datasets }: FileSourceConfig,
  datasetId: string,
  rows: readonly Readonly<Record<string, string>>[],
): SourceConnector {
  const dataset = datasets.find((one) => one.datasetId === datasetId);
  if (!dataset) {
    throw new Problem(
      422,
      'source.dataset_unknown',
      `The source has no dataset ${datasetId}; it has ${datasets.map((one) => one.datasetId).join(', ')}.`,
      { datasetId },
    );
  }
  const columns = dataset.columns.map(({ header }) => header);
  const stranger = rows.flatMap((row) => Object.keys(row)).find((column) => !columns.includes(column));
  if (stranger !== undefined) {
    throw new Problem(
      422,
      'source.column_unknown',
      `The dataset ${datasetId} has no column ${stranger}; its columns are ${columns.join(', ')}.`,
      { column: stranger },
    );
  }
  return {
    fetch: () => ({
      rows: (async function* () {
        for (const [index, raw] of rows.entries()) yield { datasetId, rowNo: index + 1, raw };
      })(),
      totals: () => [],
    }),
  };
}
