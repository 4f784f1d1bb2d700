import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import type { DecisionBody, DecisionReply } from '../../../../libs/contracts/cycles/http.js';
import { type Refusal, refuse, verbsOf } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { type CycleRow, lockCycle } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import type { RecordPorts } from '../record/ports.js';
import { knownPeople } from './known-people.js';
import { problemOfRefusal } from './refusal-problem.js';
import { noteRefused } from './refused-attempts.js';
import type { SituationRow } from './situation.js';

interface SignOffRequest {
  readonly subject: string;
  readonly input: { readonly idempotencyKey?: string; readonly params: unknown; readonly body: unknown };
}

/** HR's word that the cycle's results stand. The workflow closes the cycle after it. */
export async function signOffCycle(
  ports: RecordPorts,
  call: ActingCall,
  row: SituationRow,
  body: DecisionBody,
  version: number,
  { subject, input }: SignOffRequest,
): Promise<DecisionReply> {
  const { database } = ports;
  if (call.actor.personId !== null) await knownPeople(ports, call, [call.actor.personId]);
  const answer = await inTransaction(database, scopeOf(call), async (transaction) => {
    const cycle = await lockCycle(transaction, { companyId: call.companyId, cycleId: row.cycle_id });
    const refusal = await refusalOf(transaction, cycle, row, body, version);
    if (refusal) return refusal;
    return answerIdempotent(transaction, call, subject, input, () => signOff(transaction, call, cycle, row, body));
  });
  if (!('ok' in answer)) return answer;
  await noteRefused(database, call, [{ row, verb: body.verb, code: answer.code }]);
  throw answer.code === 'appraisal.stale_version' ? staleCycle(answer) : problemOfRefusal(answer);
}

async function refusalOf(
  transaction: Transaction,
  cycle: CycleRow,
  row: SituationRow,
  { verb }: DecisionBody,
  version: number,
): Promise<Refusal | null> {
  const [task] = await transaction.query<{ closed: boolean }>(
    'select closed_at is not null as closed from cycles.task where company_id = $1 and task_id = $2',
    [cycle.companyId, row.task_id],
  );
  if (task?.closed) return refuse('task.closed', { stage: row.task_stage });
  if (!verbsOf(row.task_stage).includes(verb)) return refuse('task.verb_not_possible', { verb, stage: row.task_stage });
  if (cycle.pausedAt !== null) return refuse('cycle.paused');
  if (cycle.state !== 'signing_off') return refuse('cycle.not_finished', { state: cycle.state });
  return cycle.version === version
    ? null
    : refuse('appraisal.stale_version', { seen: version, current: cycle.version });
}

const staleCycle = ({ values }: Refusal): Problem =>
  new Problem(
    409,
    'cycle.stale_version',
    `You signed off version ${values.seen}, but the cycle is at version ${values.current}; read it again.`,
    values,
  );

async function signOff(
  transaction: Transaction,
  call: ActingCall,
  cycle: CycleRow,
  row: SituationRow,
  body: DecisionBody,
): Promise<DecisionReply> {
  const { companyId, cycleId } = cycle;
  const { accountId, personId } = call.actor;
  const comment = body.verb === 'sign_off' ? (body.comment ?? null) : null;
  await transaction.query(
    `update cycles.task set closed_at = platform.now(), outcome = 'sign_off', closed_by = $3 where company_id = $1 and task_id = $2`,
    [companyId, row.task_id, personId],
  );
  await transaction.query(
    `insert into cycles.decision (company_id, decision_id, cycle_id, task_id, stage, round, verb, by_person_id, by_account_id,
                                  opened_at, decided_at, comment)
     values ($1, $2, $3, $4, 'sign_off', 1, 'sign_off', $5, $6, $7, platform.now(), $8)`,
    [companyId, row.decision_id, cycleId, row.task_id, personId, accountId, row.opened_at, comment],
  );
  await transaction.query(
    `update cycles.cycle set signed_off_at = platform.now(), signed_off_by = $3, version = version + 1
     where company_id = $1 and cycle_id = $2`,
    [companyId, cycleId, personId],
  );
  await writeHistory(transaction, cycle, {
    action: 'cycle.signed_off',
    subjectType: 'cycle',
    subjectId: cycleId,
    before: { version: cycle.version },
    after: { cycleId, version: cycle.version + 1, decisionId: row.decision_id },
    ...(comment === null ? {} : { reason: comment }),
    by: { byAccountId: accountId, byPersonId: personId, requestId: call.requestId },
  });
  await tell(transaction, 'cycles', companyId, [tellConductor.cycleMoved(cycleId), boardMoved(cycleId)]);
  return { decisionId: row.decision_id, taskId: row.task_id, cycleId, appraisal: null, nextTask: null };
}
