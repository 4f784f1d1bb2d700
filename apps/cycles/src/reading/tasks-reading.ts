import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp, Task } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeCycle } from '../../../../libs/domain/access/can-see-cycle.js';
import { canSeeTask } from '../../../../libs/domain/access/can-see-task.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { instantKey, keyOf, pageOf } from '../page-cursor.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { standsInFor } from '../substitutions/substitution-rows.js';
import { namesFor } from './people-names.js';
import {
  dueGroup,
  instantOf,
  readTaskRows,
  type TaskRow,
  taskAppraisal,
  taskFactsOf,
  taskOf,
  tasksWithCycle,
} from './task-rows.js';

type Http = typeof cyclesHttp;
type List = InputOf<Http['listTasks']>['query'];
type Groups = ReplyOf<Http['listTasks']>['groups'];

@Injectable()
export class TasksReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  /** The reader's own tasks, and those that others have from the reader's decisions: both they may see. */
  async list({ query }: InputOf<Http['listTasks']>, call: CyclesCall): Promise<ReplyOf<Http['listTasks']>> {
    const actor = actorOf(call);
    const { rows, groups } = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => ({
      ...(await pageOfTasks(transaction, call, query)),
    }));
    const people = rows.flatMap(({ assigneeId, delegatedBy }) => [assigneeId, delegatedBy]);
    const nameOf = await namesFor(this.ports, call, people);
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
    return taskOf(row, actor, await namesFor(this.ports, call, [row.assigneeId, row.delegatedBy]));
  }
}

const byDueTime = { key: '(t.due_at, t.task_id)', after: '>', by: 't.due_at, t.task_id' } as const;
/** Each list in the order of its own index (task_to_do, task_done, and task_done_for_another for what waited for somebody else); what the reader started is found by the tasks they did. */
const orders = {
  open: { ...byDueTime, of: 't.closed_at is null and t.assignee_id = $2' },
  done: {
    of: `t.closed_at is not null and (t.assignee_id = $2
      or (t.closed_by = $2 and t.closed_by <> t.assignee_id and t.outcome <> 'withdrawn'))`,
    key: '(t.closed_at, t.task_id)',
    after: '<',
    by: 't.closed_at desc, t.task_id desc',
  },
  started: {
    ...byDueTime,
    of: `t.closed_at is null and t.assignee_id <> $2 and t.appraisal_id in (
      select d.appraisal_id from cycles.task d
      where d.company_id = $1 and d.assignee_id = $2 and d.closed_at is not null and d.closed_by = $2 and d.appraisal_id is not null
      union all
      select g.appraisal_id from cycles.task g where g.company_id = $1 and g.delegated_by = $2 and g.closed_at is null)
      and ($6::boolean or t.delegated_by = $2 or a.reviewer_id = $2 or a.manager_id = $2 or $2 = any(a.manager_path) or a.person_id = $2)`,
  },
} as const;

/** To do is also what waits for whom the reader stands in for: never what is about the reader. */
const alsoFor = `t.closed_at is null and (t.assignee_id = $2 or (t.assignee_id = any($7::uuid[]) and t.delegated_by is null
  and t.stage in ('manager_review', 'second_review', 'interview') and a.person_id <> $2))`;
const listed = (state: List['state'], standsFor: readonly string[]): string =>
  `t.company_id = $1 and $7::uuid[] is not null and ${state === 'open' && standsFor.length > 0 ? alsoFor : orders[state].of}
  and ($3::text is null or t.stage = $3) and ($4::uuid is null or t.cycle_id = $4)
  and $6::boolean is not null and ($5::text is null or a.name ilike '%' || $5 || '%' escape '\\' or a.employee_code ilike $5 || '%' escape '\\')`;
const parametersOf = (call: CyclesCall, { stage, cycleId, search }: List, standsFor: readonly string[]) => [
  call.companyId,
  actorOf(call).personId,
  stage ?? null,
  cycleId ?? null,
  search?.replace(/[\\%_]/g, '\\$&') ?? null,
  canSeeCycle(actorOf(call)),
  standsFor,
];

async function pageOfTasks(transaction: Transaction, call: CyclesCall, query: List) {
  const standsFor =
    query.state === 'open' ? await standsInFor(transaction, call.companyId, actorOf(call).personId) : [];
  return {
    rows: await readPage(transaction, call, query, standsFor),
    groups: await countGroups(transaction, call, query, standsFor),
  };
}

function readPage(
  transaction: Transaction,
  call: CyclesCall,
  query: List,
  standsFor: readonly string[],
): Promise<TaskRow[]> {
  const { key, after, by } = orders[query.state];
  const [instant, taskId] = keyOf(query.cursor, instantKey) ?? [null, null];
  return readTaskRows(
    transaction,
    `${listed(query.state, standsFor)} and ($8::bigint is null or ${key} ${after} (${instantOf('$8')}, $9::uuid)) order by ${by} limit $10`,
    [...parametersOf(call, query, standsFor), instant, taskId, query.limit + 1],
  );
}

async function countGroups(
  transaction: Transaction,
  call: CyclesCall,
  query: List,
  standsFor: readonly string[],
): Promise<Groups> {
  const counts = await transaction.query<{ group: keyof Groups; tasks: number }>(
    `select ${dueGroup} as "group", count(*)::int as tasks from ${tasksWithCycle} ${taskAppraisal} where ${listed(query.state, standsFor)} group by 1`,
    parametersOf(call, query, standsFor),
  );
  const groups = { overdue: 0, today: 0, this_week: 0, later: 0 };
  for (const { group, tasks } of counts) groups[group] = tasks;
  return groups;
}
