import { tellConductor } from '../../../../libs/contracts/cycles/conductor-news.js';
import type { DecisionBody, DecisionReply } from '../../../../libs/contracts/cycles/http.js';
import type { CompanyClock } from '../../../../libs/domain/calendar/index.js';
import { type Refusal, refuse, type TaskTimes, verbsOf } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { type CycleRow, lockCycle, timesOf } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import type { RecordPorts } from '../record/ports.js';
import { tellOpened, timedColumns, timedParameters, timedValues } from '../record/task-rows.js';
import { knownPeople } from './known-people.js';
import { problemOfRefusal } from './refusal-problem.js';
import { noteRefused } from './refused-attempts.js';
import type { SituationRow } from './situation.js';

interface SignOffRequest {
  readonly subject: string;
  readonly input: { readonly idempotencyKey?: string; readonly params: unknown; readonly body: unknown };
}

/** HR's word that the cycle's results stand and, where the route says so, the head's after it. The workflow closes the cycle after the last. */
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
    const clock = await ports.calendars.clockOf(call.companyId, cycle.timeZone);
    return answerIdempotent(transaction, call, subject, input, () =>
      decideOnCycle(transaction, { call, cycle, row, body, clock }),
    );
  });
  if (!('ok' in answer)) return answer;
  await noteRefused(database, call, [{ row, verb: body.verb, code: answer.code }]);
  throw answer.code === 'appraisal.stale_version' ? staleCycle(answer) : problemOfRefusal(answer);
}

async function refusalOf(
  transaction: Transaction,
  cycle: CycleRow,
  row: SituationRow,
  body: DecisionBody,
  version: number,
): Promise<Refusal | null> {
  const { verb } = body;
  const [task] = await transaction.query<{ closed: boolean }>(
    'select closed_at is not null as closed from cycles.task where company_id = $1 and task_id = $2',
    [cycle.companyId, row.task_id],
  );
  if (task?.closed) return refuse('task.closed', { stage: row.task_stage });
  if (!verbsOf(row.task_stage).includes(verb) || (body.verb === 'return' && body.toStage !== 'sign_off'))
    return refuse('task.verb_not_possible', { verb, stage: row.task_stage });
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

interface OnCycle {
  readonly call: ActingCall;
  readonly cycle: CycleRow;
  readonly row: SituationRow;
  readonly body: DecisionBody;
  readonly clock: CompanyClock;
}

async function decideOnCycle(transaction: Transaction, decision: OnCycle): Promise<DecisionReply> {
  const { call, cycle, row, body } = decision;
  const { companyId, cycleId } = cycle;
  await closeTask(transaction, decision);
  const next = await nextTaskOf(transaction, decision);
  if (next) await openTask(transaction, cycle, row.next_task_id, next);
  await transaction.query(
    `update cycles.cycle set version = version + 1, signed_off_at = case when $4 then platform.now() end,
            signed_off_by = case when $4 then $3::uuid end
     where company_id = $1 and cycle_id = $2`,
    [companyId, cycleId, call.actor.personId, next === null],
  );
  const comment = commentOf(body);
  await writeHistory(transaction, cycle, {
    action: actionOf(row, body),
    subjectType: 'cycle',
    subjectId: cycleId,
    before: { version: cycle.version },
    after: {
      cycleId,
      version: cycle.version + 1,
      decisionId: row.decision_id,
      ...(next ? { next: { stage: next.stage, assigneeId: next.assigneeId } } : {}),
    },
    ...(comment === null ? {} : { reason: comment }),
    by: { byAccountId: call.actor.accountId, byPersonId: call.actor.personId, requestId: call.requestId },
  });
  await tell(transaction, 'cycles', companyId, [tellConductor.cycleMoved(cycleId), boardMoved(cycleId)]);
  const { stage, assigneeId, dueAt } = next ?? {};
  return {
    decisionId: row.decision_id,
    taskId: row.task_id,
    cycleId,
    appraisal: null,
    nextTask: stage && assigneeId && dueAt ? { taskId: row.next_task_id, stage, assigneeId, dueAt } : null,
  };
}

function actionOf({ task_stage }: SituationRow, { verb }: DecisionBody): string {
  if (verb === 'return') return 'cycle.sign_off_returned';
  return task_stage === 'head_sign_off' ? 'cycle.head_signed_off' : 'cycle.signed_off';
}

function commentOf(body: DecisionBody): string | null {
  if (body.verb === 'return') return body.reason;
  return body.verb === 'sign_off' ? (body.comment ?? null) : null;
}

async function closeTask(transaction: Transaction, { call, cycle, row, body }: OnCycle): Promise<void> {
  const { accountId, personId } = call.actor;
  await transaction.query(
    `with closed as (
       update cycles.task set closed_at = platform.now(), outcome = $5, closed_by = $4
       where company_id = $1 and task_id = $3 returning stage, round, opened_at
     )
     insert into cycles.decision (company_id, decision_id, cycle_id, task_id, stage, round, verb, by_person_id, by_account_id,
                                  opened_at, decided_at, comment)
     select $1, $6, $2, $3, c.stage, c.round, $5, $4, $7, c.opened_at, platform.now(), $8 from closed c`,
    [cycle.companyId, cycle.cycleId, row.task_id, personId, body.verb, row.decision_id, accountId, commentOf(body)],
  );
}

interface NextOnCycle extends TaskTimes {
  readonly stage: 'sign_off' | 'head_sign_off';
  readonly assigneeId: string;
}

/** The head signs after HR, unless they are one person; what the head gives back is HR's once more. null: the last word is spoken. */
async function nextTaskOf(
  transaction: Transaction,
  { call, cycle, row, body, clock }: OnCycle,
): Promise<NextOnCycle | null> {
  if (body.verb === 'return')
    return { stage: 'sign_off', assigneeId: cycle.ownerPersonId, ...timesOf(cycle, 'sign_off', clock) };
  if (row.task_stage === 'head_sign_off' || !cycle.route.stages.includes('head_sign_off')) return null;
  const assigneeId = await headOf(transaction, cycle);
  if (assigneeId === null || assigneeId === call.actor.personId) return null;
  return { stage: 'head_sign_off', assigneeId, ...timesOf(cycle, 'head_sign_off', clock) };
}

/** At the top of the most people's reporting lines: of the cycle's whole population, a department's head or the company's. */
export async function headOf(transaction: Transaction, { companyId, cycleId }: CycleRow): Promise<string | null> {
  const [top] = await transaction.query<{ headId: string }>(
    `select coalesce(manager_path[cardinality(manager_path)], manager_id) as "headId"
     from cycles.appraisal where company_id = $1 and cycle_id = $2 and manager_id is not null
     group by 1 order by count(*) desc, 1 limit 1`,
    [companyId, cycleId],
  );
  return top?.headId ?? null;
}

async function openTask(
  transaction: Transaction,
  cycle: CycleRow,
  taskId: string,
  { stage, assigneeId, ...times }: NextOnCycle,
): Promise<void> {
  await transaction.query(
    `insert into cycles.task (company_id, task_id, cycle_id, stage, assignee_id, ${timedColumns})
     values ($1, $2, $3, $4, $5, ${timedParameters(6)})`,
    [cycle.companyId, taskId, cycle.cycleId, stage, assigneeId, ...timedValues(cycle.now, times)],
  );
  await tellOpened(transaction, cycle, [{ personId: assigneeId, stage, count: 1, dueAt: times.dueAt }]);
}
