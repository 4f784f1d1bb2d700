import type { DataSource } from 'typeorm';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { type ActingCall, scopeOf } from '../caller.js';
import { isAboutAppraisal, type SituationRow } from './situation.js';

export interface RefusedAttempt {
  readonly row: SituationRow;
  readonly verb: string;
  readonly code: string;
}

/** Attempts that were refused are history too; what was written in them is not. */
export async function noteRefused(
  database: DataSource,
  call: ActingCall,
  attempts: readonly RefusedAttempt[],
): Promise<void> {
  if (attempts.length === 0) return;
  const entries = attempts.map(({ row, verb, code }) => ({
    subjectType: isAboutAppraisal(row) ? 'appraisal' : 'cycle',
    subjectId: isAboutAppraisal(row) ? row.appraisal_id : row.cycle_id,
    aboutPersonId: isAboutAppraisal(row) ? row.person_id : null,
    after: { cycleId: row.cycle_id, taskId: row.task_id, stage: row.task_stage, verb, code },
  }));
  await inTransaction(database, scopeOf(call), (transaction) =>
    transaction.query(
      `insert into audit.entry (company_id, actor_account_id, actor_person_id, action, subject_type, subject_id, about_person_id, after, request_id)
       select $1, $2, $3, 'decision.refused', e."subjectType", e."subjectId", e."aboutPersonId", e.after, $5
       from jsonb_to_recordset($4::jsonb) as e("subjectType" text, "subjectId" text, "aboutPersonId" uuid, after jsonb)`,
      [call.companyId, call.actor.accountId, call.actor.personId, JSON.stringify(entries), call.requestId],
    ),
  );
}
