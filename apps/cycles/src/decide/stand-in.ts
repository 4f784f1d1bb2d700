import { inTransaction } from '../../../../libs/platform/database/index.js';
import { type ActingCall, scopeOf } from '../caller.js';
import type { RecordPorts } from '../record/ports.js';
import type { AppraisalSituation } from './situation.js';

/** Somebody else's review, decided for them in their leave. */
export const standsIn = ({ actor }: ActingCall, row: AppraisalSituation): boolean =>
  actor.personId !== row.assignee_id && row.stand_ins.some((personId) => personId === actor.personId);

/** One person decides once: whoever did one review of a round does not stand in for whom the other waits for. */
export async function hasReviewed(
  { database }: RecordPorts,
  call: ActingCall,
  { appraisal_id: appraisalId, round, task_stage: stage }: AppraisalSituation,
): Promise<boolean> {
  if (stage !== 'manager_review' && stage !== 'second_review') return false;
  const [other] = await inTransaction(database, scopeOf(call), (transaction) =>
    transaction.query(
      `select decision_id from cycles.decision
       where company_id = $1 and appraisal_id = $2 and round = $3 and by_person_id = $4 and voided_at is null
         and stage in ('manager_review', 'second_review') and stage <> $5`,
      [call.companyId, appraisalId, round, call.actor.personId, stage],
    ),
  );
  return other !== undefined;
}
