import { type CompiledStandard, compileStandard, type StandardVersion } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';

export const standardKey = (standardId: string, version: number): string => `${standardId}/${version}`;
export type Standards = ReadonlyMap<string, CompiledStandard>;

/** Cohorts of a cycle share its standards, and versions never change: each is compiled once. */
const mostCompiled = 500;
const compiled = new Map<string, CompiledStandard>();

/** The standard versions as the collection copied them. */
export async function readStandards(transaction: Transaction, companyId: string, cycleId: string): Promise<Standards> {
  const rows = await transaction.query<{ standardId: string; version: number }>(
    `select standard_id as "standardId", version from metrics.collection_standard where company_id = $1 and cycle_id = $2`,
    [companyId, cycleId],
  );
  const place = (row: { standardId: string; version: number }): string =>
    `${companyId}/${cycleId}/${standardKey(row.standardId, row.version)}`;
  const unknown = rows.filter((row) => !compiled.has(place(row)));
  if (unknown.length > 0) {
    const documents = await transaction.query<{ document: StandardVersion }>(
      `select document from metrics.collection_standard where company_id = $1 and cycle_id = $2`,
      [companyId, cycleId],
    );
    if (compiled.size + documents.length > mostCompiled) compiled.clear();
    for (const { document } of documents) compiled.set(place(document), compileStandard(document));
  }
  return new Map(
    rows.flatMap((row) => {
      const standard = compiled.get(place(row));
      return standard ? [[standardKey(row.standardId, row.version), standard]] : [];
    }),
  );
}
