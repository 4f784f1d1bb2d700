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
  const [row] = await transaction.query<SourceRecord>(
    `select ${columns} from metrics.source where company_id = $1 and source_id = $2`,
    [companyId, sourceId],
  );
  if (!row) throw notFound('source', sourceId);
  return sourceOf(row);
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
