import { type SourceConfig, sourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import type { LocalisedText } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';

export interface Source {
  readonly sourceId: string;
  readonly version: number;
  readonly names: LocalisedText;
  readonly configuration: SourceConfig;
  readonly enabled: boolean;
}

interface SourceRecord extends Omit<Source, 'configuration'> {
  readonly configuration: unknown;
}

const columns = `source_id as "sourceId", version, names, configuration, enabled`;

/** Parsed again on reading, so that defaults of fields added later stand. */
const sourceOf = (row: SourceRecord): Source => ({ ...row, configuration: sourceConfig.parse(row.configuration) });

export async function readSource(transaction: Transaction, companyId: string, sourceId: string): Promise<Source> {
  const source = await findSource(transaction, companyId, sourceId);
  if (!source) throw notFound('source', sourceId);
  return source;
}

export async function findSource(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
): Promise<Source | null> {
  const [row] = await transaction.query<SourceRecord>(
    `select ${columns} from metrics.source where company_id = $1 and source_id = $2`,
    [companyId, sourceId],
  );
  return row ? sourceOf(row) : null;
}

/** Changes of one source's figures take turns here; a freeze takes the same lock. Answers the source's revision. */
export async function lockSource(transaction: Transaction, companyId: string, sourceId: string): Promise<bigint> {
  const [row] = await transaction.query<{ revision: string }>(
    `select revision from metrics.source where company_id = $1 and source_id = $2 for update`,
    [companyId, sourceId],
  );
  if (!row) throw notFound('source', sourceId);
  return BigInt(row.revision);
}

export interface Freshness {
  readonly sourceId: string;
  readonly batches: number;
  readonly lastLoadedAt: string | null;
  readonly latestOccurredOn: string | null;
  readonly quarantined: number;
}

export async function readSources(
  transaction: Transaction,
  companyId: string,
  sourceId: string | null = null,
): Promise<readonly (Source & Freshness)[]> {
  const rows = await transaction.query<SourceRecord & Omit<Freshness, 'lastLoadedAt'> & { lastLoadedAt: Date | null }>(
    `select ${columns}, last_batch_no as batches,
            (select max(loaded_at) from metrics.batch b where b.company_id = s.company_id and b.source_id = s.source_id) as "lastLoadedAt",
            (select max(occurred_on)::text from metrics.observation o
             where o.company_id = s.company_id and o.source_id = s.source_id and o.revision_to is null) as "latestOccurredOn",
            (select count(*)::int from metrics.quarantined_row q
             where q.company_id = s.company_id and q.source_id = s.source_id and q.state = 'open') as quarantined
     from metrics.source s where company_id = $1 and ($2::text is null or source_id = $2) order by source_id`,
    [companyId, sourceId],
  );
  return rows.map((row) => ({
    ...sourceOf(row),
    ...row,
    configuration: sourceOf(row).configuration,
    lastLoadedAt: row.lastLoadedAt?.toISOString() ?? null,
  }));
}

export interface SourceText {
  readonly sourceId: string;
  readonly names: LocalisedText;
  readonly configuration: SourceConfig;
  readonly enabled: boolean;
}

/** Answers false when the company has a source of that id already. */
export async function insertSource(
  transaction: Transaction,
  companyId: string,
  { sourceId, names, configuration, enabled }: SourceText,
  writtenBy: string,
): Promise<boolean> {
  const inserted = await transaction.query(
    `insert into metrics.source (company_id, source_id, names, configuration, enabled) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning source_id`,
    [companyId, sourceId, JSON.stringify(names), JSON.stringify(configuration), enabled],
  );
  if (inserted.length > 0) await keepVersion(transaction, companyId, sourceId, writtenBy);
  return inserted.length > 0;
}

/** Answers false when `expected` is no longer the current version. */
export async function updateSource(
  transaction: Transaction,
  companyId: string,
  { sourceId, names, configuration, enabled }: SourceText,
  expected: number,
  writtenBy: string,
): Promise<boolean> {
  const updated = await transaction.query(
    `update metrics.source set version = version + 1, names = $3, configuration = $4, enabled = $5, updated_at = platform.now()
     where company_id = $1 and source_id = $2 and version = $6 returning version`,
    [companyId, sourceId, JSON.stringify(names), JSON.stringify(configuration), enabled, expected],
  );
  if (updated.length > 0) await keepVersion(transaction, companyId, sourceId, writtenBy);
  return updated.length > 0;
}

async function keepVersion(
  transaction: Transaction,
  companyId: string,
  sourceId: string,
  writtenBy: string,
): Promise<void> {
  await transaction.query(
    `insert into metrics.source_version (company_id, source_id, version, names, configuration, enabled, written_by)
     select company_id, source_id, version, names, configuration, enabled, $3 from metrics.source
     where company_id = $1 and source_id = $2`,
    [companyId, sourceId, writtenBy],
  );
}
