import type { ConnectionTest } from '../../../../libs/contracts/metrics/http.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { Connectors, FetchedConfig } from '../connectors/connectors.js';
import type { Period, SourceConnector } from '../connectors/port.js';
import { columnsRead } from '../mapping/columns.js';
import { hasColumn, type SourceRow } from '../mapping/row.js';

/** Enough to see whether the columns are there. */
const rowsLookedAt = 20;

/** Each dataset by itself, so that one's failure does not hide the others. */
export async function testConnection(
  config: FetchedConfig,
  connectors: Connectors,
  period: Period,
  zone: string,
): Promise<ConnectionTest> {
  const datasets: ConnectionTest['datasets'] = [];
  for (const { datasetId, mapping } of config.datasets) {
    try {
      const rows = await firstRows(connectors.ofFetched(onlyDataset(config, datasetId), zone), period);
      const missingColumns = columnsRead(mapping).filter(
        (column) => rows.length > 0 && !rows.some(({ raw }) => hasColumn(raw, column)),
      );
      datasets.push({ datasetId, ok: missingColumns.length === 0, rows: rows.length, missingColumns, problem: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      datasets.push({ datasetId, ok: false, rows: 0, missingColumns: [], problem: error.message });
    }
  }
  return { ok: datasets.every(({ ok }) => ok), datasets };
}

function onlyDataset(config: FetchedConfig, wanted: string): FetchedConfig {
  // Written twice because a union's lists cannot be filtered as one.
  if (config.kind === 'sql')
    return { ...config, datasets: config.datasets.filter(({ datasetId }) => datasetId === wanted) };
  return { ...config, maxAttempts: 1, datasets: config.datasets.filter(({ datasetId }) => datasetId === wanted) };
}

async function firstRows(connector: SourceConnector, period: Period): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of connector.fetch(period).rows) {
    rows.push(row);
    if (rows.length === rowsLookedAt) break;
  }
  return rows;
}
