import type { z } from 'zod';
import type { standardVersionSummary } from '../../../../libs/contracts/roles/http.js';
import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export type VersionSummary = z.output<typeof standardVersionSummary>;

const summary = `v.standard_id as "standardId", v.version, v.effective_from::text as "effectiveFrom", v.reason,
  roles.iso(v.created_at) as "createdAt", v.created_by as "createdBy"`;

/** The documents in effect on a date, by standard. */
export async function readStandardsOn(
  transaction: Transaction,
  companyId: string,
  date: string,
): Promise<StandardVersion[]> {
  const rows = await transaction.query<{ document: StandardVersion }>(
    `select v.document from roles.standards_on($2::date) s
     join roles.standard_version v on v.company_id = $1 and v.standard_id = s.standard_id and v.version = s.version
     order by v.standard_id`,
    [companyId, date],
  );
  return rows.map((row) => row.document);
}

export const listVersions = (
  transaction: Transaction,
  companyId: string,
  standardId: string,
): Promise<VersionSummary[]> =>
  transaction.query(
    `select ${summary} from roles.standard_version v where v.company_id = $1 and v.standard_id = $2 order by v.version desc`,
    [companyId, standardId],
  );

export async function readVersion(
  transaction: Transaction,
  companyId: string,
  standardId: string,
  version: number,
): Promise<(VersionSummary & { document: StandardVersion }) | null> {
  const [row] = await transaction.query<VersionSummary & { document: StandardVersion }>(
    `select ${summary}, v.document from roles.standard_version v
     where v.company_id = $1 and v.standard_id = $2 and v.version = $3`,
    [companyId, standardId, version],
  );
  return row ?? null;
}

export async function readDocuments(
  transaction: Transaction,
  companyId: string,
  versions: readonly { standardId: string; version: number }[],
): Promise<StandardVersion[]> {
  const rows = await transaction.query<{ document: StandardVersion }>(
    `select v.document from jsonb_to_recordset($2::jsonb) as wanted("standardId" text, version integer)
     join roles.standard_version v on v.company_id = $1 and v.standard_id = wanted."standardId" and v.version = wanted.version
     order by v.standard_id, v.version`,
    [companyId, JSON.stringify(versions)],
  );
  return rows.map((row) => row.document);
}
