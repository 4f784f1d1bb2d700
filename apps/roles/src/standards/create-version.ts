import type { StandardVersion } from '../../../../libs/domain/scoring/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { Doer } from '../caller.js';
import { note } from '../history.js';
import { soundStandard } from './sound-standard.js';
import { listVersions } from './standard-rows.js';

/** Writes the next version of a standard, whole and for good, with the positions it measures. */
export async function createVersion(
  transaction: Transaction,
  by: Doer,
  standardId: string,
  document: Readonly<Record<string, unknown>>,
  reason: string,
  expectedVersion?: number,
): Promise<StandardVersion> {
  const next = await nextVersion(transaction, by, standardId, document, expectedVersion);
  const version = soundStandard({ ...document, standardId, version: next });
  await refuseTakenPositions(transaction, by.companyId, version);
  await transaction.query(
    `insert into roles.standard_version (company_id, standard_id, version, effective_from, document, reason, created_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      by.companyId,
      standardId,
      version.version,
      version.effectiveFrom,
      JSON.stringify(version),
      reason,
      by.actor?.accountId ?? null,
    ],
  );
  await transaction.query(
    `insert into roles.position (company_id, position_id, names)
     select $1, p.key, p.value->'names' from jsonb_each($2::jsonb) p on conflict do nothing`,
    [by.companyId, JSON.stringify(version.positions)],
  );
  await transaction.query(
    `insert into roles.standard_position (company_id, standard_id, version, position_id)
     select $1, $2, $3, jsonb_object_keys($4::jsonb)`,
    [by.companyId, standardId, version.version, JSON.stringify(version.positions)],
  );
  await note(transaction, by, {
    action: 'standard.version_created',
    subjectType: 'standard',
    subjectId: standardId,
    after: { version: version.version, effectiveFrom: version.effectiveFrom, document: version },
    reason,
  });
  return version;
}

/** One after the newest, which must take effect earlier: a version never slips in between others that may have been used. */
async function nextVersion(
  transaction: Transaction,
  by: Doer,
  standardId: string,
  { effectiveFrom }: Readonly<Record<string, unknown>>,
  expected?: number,
): Promise<number> {
  await transaction.query(
    'insert into roles.standard (company_id, standard_id) values ($1, $2) on conflict do nothing',
    [by.companyId, standardId],
  );
  // Two authors at once take turns here.
  await transaction.query('select from roles.standard where company_id = $1 and standard_id = $2 for update', [
    by.companyId,
    standardId,
  ]);
  const [newest] = await listVersions(transaction, by.companyId, standardId);
  const next = (newest?.version ?? 0) + 1;
  if (expected !== undefined && expected !== next) throw versionMovedOn(standardId, expected, next);
  if (newest && String(effectiveFrom) <= newest.effectiveFrom) {
    throw new Problem(
      422,
      'standard.effective_from_not_later',
      `The version would take effect on ${String(effectiveFrom)}, version ${newest.version} does on ${newest.effectiveFrom}; choose a later date.`,
      { seen: String(effectiveFrom), newest: newest.effectiveFrom },
    );
  }
  return next;
}

const versionMovedOn = (standardId: string, expected: number, next: number): Problem =>
  new Problem(
    409,
    'standard.version_moved_on',
    expected === 1
      ? `There is a standard ${standardId} already; choose a different code.`
      : `Version ${expected} of ${standardId} was written by somebody else meanwhile; the next one is ${next}. Read it, then write yours.`,
    { standardId, expected, next },
  );

/** From its effective date on, no other standard may measure the same position. */
async function refuseTakenPositions(
  transaction: Transaction,
  companyId: string,
  version: StandardVersion,
): Promise<void> {
  const [taken] = await transaction.query<{ position_id: string; standard_id: string }>(
    `select p.position_id, p.standard_id
     from roles.standard_position p
     join roles.standard_version v using (company_id, standard_id, version)
     left join roles.standards_on($3::date) s on s.standard_id = v.standard_id and s.version = v.version
     where p.company_id = $1 and p.standard_id <> $2 and p.position_id = any($4::text[])
       and (s.version is not null or v.effective_from > $3::date) limit 1`,
    [companyId, version.standardId, version.effectiveFrom, Object.keys(version.positions)],
  );
  if (!taken) return;
  throw new Problem(
    422,
    'standard.position_taken',
    `The position ${taken.position_id} is measured by the standard ${taken.standard_id}; a position has one standard at a time.`,
    { positionId: taken.position_id, standardId: taken.standard_id },
  );
}
