import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp, Task } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeTask } from '../../../../libs/domain/access/can-see-task.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { instantKey, keyOf, pageOf } from '../page-cursor.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { namesFor } from './people-names.js';
import { dueGroup, instantOf, readTaskRows, type TaskRow, taskFactsOf, taskOf, tasksWithCycle } from './task-rows.js';

type Http = typeof cyclesHttp;
type List = InputOf<Http['listTasks']>['query'];
type Groups = ReplyOf<Http['listTasks']>['groups'];

@Injectable()
export class TasksReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  /** The reader's own tasks and nobody else's: what somebody is asked to do they may see. */
  async list({ query }: InputOf<Http['listTasks']>, call: CyclesCall): Promise<ReplyOf<Http['listTasks']>> {
    const actor = actorOf(call);
    const { rows, groups } = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => ({
      rows: await readPage(transaction, call, query),
      groups: await countGroups(transaction, call, query),
    }));
    const nameOf = await namesFor(this.ports, call, [actor.personId]);
    const page = pageOf(
      rows,
      query.limit,
      (row) => `${query.state === 'done' ? row.closedKey : row.dueKey}/${row.taskId}`,
      (row) => taskOf(row, actor, nameOf),
    );
    const total = groups.overdue + groups.today + groups.this_week + groups.later;
    return { ...page, total, groups };
  }

  async one({ params: { taskId } }: InputOf<Http['getTask']>, call: CyclesCall): Promise<Task> {
    const actor = actorOf(call);
    const [row] = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      readTaskRows(transaction, 't.company_id = $1 and t.task_id = $2', [call.companyId, taskId]),
    );
    if (!row || !canSeeTask(actor, taskFactsOf(row))) throw notFound('task', taskId);
    return taskOf(row, actor, await namesFor(this.ports, call, [row.assigneeId]));
  }
}

/** Each list in the order of its own index (task_to_do, task_done). */
const orders = {
  open: { of: 't.closed_at is null', key: '(t.due_at, t.task_id)', after: '>', by: 't.due_at, t.task_id' },
  done: {
    of: 't.closed_at is not null',
    key: '(t.closed_at, t.task_id)',
    after: '<',
    by: 't.closed_at desc, t.task_id desc',
  },
} as const;

const listed = (state: List['state']): string => `t.company_id = $1 and t.assignee_id = $2 and ${orders[state].of}
  and ($3::text is null or t.stage = $3) and ($4::uuid is null or t.cycle_id = $4)`;
const parametersOf = (call: CyclesCall, { stage, cycleId }: List) => [
  call.companyId,
  actorOf(call).personId,
  stage ?? null,
  cycleId ?? null,
];

function readPage(transaction: Transaction, call: CyclesCall, query: List): Promise<TaskRow[]> {
  const { key, after, by } = orders[query.state];
  const [instant, taskId] = keyOf(query.cursor, instantKey) ?? [null, null];
  return readTaskRows(
    transaction,
    `${listed(query.state)} and ($5::bigint is null or ${key} ${after} (${instantOf('$5')}, $6::uuid)) order by ${by} limit $7`,
    [...parametersOf(call, query), instant, taskId, query.limit + 1],
  );
}

async function countGroups(transaction: Transaction, call: CyclesCall, query: List): Promise<Groups> {
  const counts = await transaction.query<{ group: keyof Groups; tasks: number }>(
    `select ${dueGroup} as "group", count(*)::int as tasks from ${tasksWithCycle} where ${listed(query.state)} group by 1`,
    parametersOf(call, query),
  );
  const groups = { overdue: 0, today: 0, this_week: 0, later: 0 };
  for (const { group, tasks } of counts) groups[group] = tasks;
  return groups;
}
