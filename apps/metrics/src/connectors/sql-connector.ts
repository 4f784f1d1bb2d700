import pg from 'pg';
import type { SqlDataset, SqlSourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { SourceEnvironment } from '../config.js';
import type { SourceRow } from '../mapping/row.js';
import { resolveReference } from './environment.js';
import type { Delivery, Period, SourceConnector, SourceTotal } from './port.js';
import { sourceTotal } from './total.js';

const connectTimeoutMs = 10_000;
/** Rows in memory at once. */
const rowsPerFetch = 2_000;
/** Every value as PostgreSQL prints it: no number passes through a binary fraction. */
const asPrinted = { getTypeParser: () => (text: string) => text };

/** Reads a company's own PostgreSQL, in one read-only snapshot, so that all datasets and totals speak of the same moment. */
export class SqlConnector implements SourceConnector {
  constructor(
    private readonly config: SqlSourceConfig,
    private readonly environment: SourceEnvironment,
  ) {}

  fetch(period: Period): Delivery {
    const totals: SourceTotal[] = [];
    return { rows: this.rows(period, totals), totals: () => totals };
  }

  private async *rows(period: Period, totals: SourceTotal[]): AsyncGenerator<SourceRow> {
    const client = await this.connect();
    try {
      await client.query('begin transaction isolation level repeatable read, read only');
      await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'`);
      await client.query(`set local statement_timeout = ${this.config.statementTimeoutMs}`);
      for (const dataset of this.config.datasets) {
        yield* rowsOf(client, dataset, period);
        totals.push(...(await totalsOf(client, dataset, period)));
      }
      await client.query('commit');
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: resolveReference(this.config.connection, this.environment),
      connectionTimeoutMillis: connectTimeoutMs,
      application_name: 'kaohe',
      options: '-c default_transaction_read_only=on',
      types: asPrinted,
    });
    // A connection lost between queries would otherwise end the process; the next query tells of it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw new Problem(
        503,
        'source.unreachable',
        `The database behind ${this.config.connection} could not be reached (${reasonOf(error)}); check that it runs and that the login is right.`,
        { reason: reasonOf(error) },
      );
    }
  }
}

async function* rowsOf(client: pg.Client, dataset: SqlDataset, period: Period): AsyncGenerator<SourceRow> {
  const { datasetId } = dataset;
  const parameters = parametersOf(dataset.query, period);
  const declaration = `declare source_rows no scroll cursor for ${dataset.query}`;
  await asked(datasetId, () => client.query(single(declaration, parameters)));
  for (let rowNo = 0; ; ) {
    const { rows } = await asked(datasetId, () =>
      client.query<Record<string, string | null>>(`fetch forward ${rowsPerFetch} from source_rows`),
    );
    for (const raw of rows) {
      rowNo += 1;
      yield { datasetId, rowNo, raw };
    }
    if (rows.length < rowsPerFetch) break;
  }
  await client.query('close source_rows');
}

async function totalsOf(client: pg.Client, dataset: SqlDataset, period: Period): Promise<SourceTotal[]> {
  const { datasetId, totalsQuery } = dataset;
  if (totalsQuery === undefined) return [];
  const { rows } = await asked(datasetId, () =>
    client.query<{ measure?: string; total?: string }>(single(totalsQuery, parametersOf(totalsQuery, period))),
  );
  return rows.map(({ measure, total }) => sourceTotal(datasetId, measure ?? '', total));
}

/** The extended protocol takes one statement only: no second one can follow in a query's text. */
const single = (text: string, values: string[]): pg.QueryConfig & { queryMode: 'extended' } => ({
  text,
  values,
  queryMode: 'extended',
});

/** PostgreSQL refuses parameters that the text does not name. */
function parametersOf(query: string, { from, to }: Period): string[] {
  if (/\$2\b/.test(query)) return [from, to];
  return /\$1\b/.test(query) ? [from] : [];
}

async function asked<T>(datasetId: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '57014') {
      throw new Problem(
        503,
        'source.timeout',
        `The query of ${datasetId} took too long and was stopped; narrow it or raise statementTimeoutMs.`,
        { datasetId },
      );
    }
    const sqlState =
      typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('57') && !code.startsWith('08');
    throw new Problem(
      sqlState ? 422 : 503,
      sqlState ? 'source.query_refused' : 'source.unreachable',
      `The query of ${datasetId} failed: ${reasonOf(error)}. Mend the query or the login's rights.`,
      { datasetId, reason: reasonOf(error) },
    );
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return String((error as { code?: string }).code ?? 'connection refused');
  return error instanceof Error ? error.message : String(error);
};
