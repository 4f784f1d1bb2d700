import { Inject, Injectable } from '@nestjs/common';
import { tasksUrged } from '../../../../libs/contracts/cycles/events.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { type TaskFacts } from '../../../../libs/domain/access/can-see-task.js';
import { canUrgeTask } from '../../../../libs/domain/access/can-urge-task.js';
import { urgeIntervalHours } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, type CyclesCall, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { answerIdempotent } from '../idempotent.js';
import { eventName, readCycle } from '../record/cycle-row.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';

type Http = typeof cyclesHttp;
type Body = InputOf<Http['urgeTasks']>['body'];
type Reply = ReplyOf<Http['urgeTasks']>;

interface OpenTask {
  readonly taskId: string;
  readonly dueAt: Date;
  readonly urgedAt: Date | null;
  readonly now: Date;
  readonly appraisal: TaskFacts['appraisal'];
}

/** 催辦: asks whoever holds tasks up to get on with them, not too often. */
@Injectable()
export class UrgeService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async urge(input: InputOf<Http['urgeTasks']>, unchecked: CyclesCall): Promise<Reply> {
    const call = actingCall(unchecked);
    if (call.actor.personId !== null) await knownPeople(this.ports, call, [call.actor.personId]);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.urgeTasks.subject, input, () =>
        urge(transaction, call, input.body),
      ),
    );
    this.events.wakeRelay();
    return reply;
  }
}

async function urge(transaction: Transaction, call: ActingCall, body: Body): Promise<Reply> {
  const { cycleId, assigneeId, stage } = body;
  const open = await lockOpen(transaction, call, body);
  const mine = open.filter(({ appraisal }) => canUrgeTask(call.actor, { assigneeId, stage, appraisal }));
  const [first] = mine;
  if (!first) throw notFound('task', body.taskId ?? `${cycleId}/${stage}`);
  const { now } = first;
  const fresh = mine.filter(({ urgedAt }) => urgedAt === null || againAt(urgedAt) <= now);
  if (fresh.length === 0) throw tooSoon(mine);
  await transaction.query(
    'update cycles.task set urged_at = platform.now() where company_id = $1 and task_id = any($2)',
    [call.companyId, fresh.map(({ taskId }) => taskId)],
  );
  await tellAssignee(transaction, call, body, fresh);
  return { urged: fresh.length, held: mine.length - fresh.length, nextAt: againAt(now).toISOString() };
}

/** In the order in which others lock them; whoever urges at the same moment finds them urged. */
const lockOpen = (transaction: Transaction, call: ActingCall, body: Body): Promise<OpenTask[]> =>
  transaction.query<OpenTask>(
    `select t.task_id as "taskId", t.due_at as "dueAt", t.urged_at as "urgedAt", platform.now() as now,
            case when a.appraisal_id is not null then jsonb_build_object('personId', a.person_id, 'managerId', a.manager_id,
              'managerPath', a.manager_path, 'reviewerId', a.reviewer_id, 'stage', a.stage, 'released', a.released_at is not null) end as appraisal
     from cycles.task t left join cycles.appraisal a on a.company_id = t.company_id and a.appraisal_id = t.appraisal_id
     where t.company_id = $1 and t.cycle_id = $2 and t.assignee_id = $3 and t.stage = $4 and t.closed_at is null
       and ($5::uuid is null or t.task_id = $5)
     order by t.task_id for no key update of t`,
    [call.companyId, body.cycleId, body.assigneeId, body.stage, body.taskId ?? null],
  );

async function tellAssignee(
  transaction: Transaction,
  call: ActingCall,
  { cycleId, assigneeId, stage }: Body,
  urged: readonly OpenTask[],
): Promise<void> {
  const cycle = await readCycle(transaction, { companyId: call.companyId, cycleId });
  const dueAt = new Date(Math.min(...urged.map((task) => task.dueAt.getTime()))).toISOString();
  const { accountId, personId } = call.actor;
  await writeHistory(transaction, call, {
    action: 'task.urged',
    subjectType: 'cycle',
    subjectId: cycleId,
    aboutPersonId: assigneeId,
    after: { cycleId, stage, tasks: urged.map(({ taskId }) => taskId) },
    by: { byAccountId: accountId, byPersonId: personId, requestId: call.requestId },
  });
  await tell(transaction, 'cycles', call.companyId, [
    {
      type: tasksUrged.type,
      payload: {
        ...eventName(cycle),
        byPersonId: personId,
        assignees: [{ personId: assigneeId, stage, count: urged.length, dueAt }],
      },
    },
  ]);
}

const againAt = (urgedAt: Date): Date => new Date(urgedAt.getTime() + urgeIntervalHours * 3_600_000);

function tooSoon(tasks: readonly OpenTask[]): Problem {
  const next = Math.min(...tasks.map(({ urgedAt }) => againAt(urgedAt ?? new Date(0)).getTime()));
  const nextAt = new Date(next).toISOString();
  return new Problem(
    409,
    'task.urged_recently',
    `They were asked less than ${urgeIntervalHours} hours ago; it can be done again at ${nextAt}.`,
    { hours: urgeIntervalHours, nextAt },
  );
}
