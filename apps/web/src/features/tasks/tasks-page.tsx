import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dueGroups } from '../../../../../libs/contracts/cycles/http.js';
import { taskStages } from '../../../../../libs/domain/cycle/stages.js';
import { Choice } from '../../shared/choice.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { announce } from '../../shared/live-region.js';
import { Page } from '../../shared/page.js';
import { wholeList } from '../../shared/paged.js';
import { PagedTable, type Selection } from '../../shared/paged-table.js';
import { useTaskName } from '../../shared/task-name.js';
import { BatchActions, selectable } from './batch-actions.js';
import { BatchNotices } from './batch-notice.js';
import { CopiedList } from './copied-list.js';
import { useUnreadCopies } from './copies.js';
import { useSteadyRows } from './steady-rows.js';
import { useTaskColumns } from './task-columns.js';
import { type Task, type TaskList, type TaskSearch, useTasks } from './tasks.js';

const lists = ['open', 'started', 'done', 'copied'] as const;
type List = (typeof lists)[number];

/** 待辦: what waits for me, by how soon it is due; what I handed on; what I have done; what was copied to me. */
export function TasksPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/tasks' });
  const navigate = useNavigate();
  const list: List = search.state ?? 'open';
  const unread = useUnreadCopies();
  const label = (value: List) =>
    value === 'copied' && unread > 0 ? t('tasks.copiedCount', { count: unread }) : t(`tasks.${value}`);
  const go = (next: TaskSearch) => void navigate({ to: '/tasks', search: next, replace: true });
  const stageField = {
    name: 'stage' as const,
    label: t('tasks.stage'),
    options: taskStages.map((stage) => ({ value: stage, label: t(`stage.${stage}`) })),
  };
  return (
    <Page
      title={t(`tasks.${list}`)}
      extra={
        <Choice<List>
          label={t('tasks.lists')}
          value={list}
          options={lists.map((value) => ({ value, label: label(value) }))}
          onChange={(value) => go(value === 'open' ? {} : { state: value })}
        />
      }
    >
      <BatchNotices />
      <FilterBar
        fields={[{ name: 'search', label: t('person.search') }, ...(list === 'copied' ? [] : [stageField])]}
        search={search}
        onChange={go}
        place="tasks"
      />
      {list === 'open' && <OpenTasks search={search} />}
      {list === 'copied' && <CopiedList search={search.search} />}
      {(list === 'started' || list === 'done') && <OtherTasks list={list} search={search} />}
    </Page>
  );
}

function OtherTasks({ list, search }: { list: TaskList; search: TaskSearch }) {
  const { t } = useTranslation();
  const tasks = useTasks(list, search);
  const columns = useTaskColumns(list);
  return (
    <PagedTable
      label={t(`tasks.${list}`)}
      columns={columns}
      list={tasks}
      rowKey={(task) => task.taskId}
      empty={t(`tasks.empty.${list}`)}
    />
  );
}

function OpenTasks({ search }: { search: TaskSearch }) {
  const { t } = useTranslation();
  const tasks = useTasks('open', search);
  const { rows, arrived, showAll } = useSteadyRows(
    tasks.rows,
    (task) => task.taskId,
    // The first page, a further one and another filter are asked for.
    `${search.stage} ${search.search} ${tasks.first ? tasks.pages : 0}`,
  );
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const columns = useTaskColumns('open');
  const selection = useSelection(selected, setSelected);
  useCountsSaid(tasks.first?.total, tasks.first?.groups.overdue);
  const groups = dueGroups.filter((group) => rows.some((task) => task.group === group));
  return (
    <div className="stack">
      {arrived > 0 && <Button onClick={showAll}>{t('tasks.new', { count: arrived })}</Button>}
      {groups.length === 0 ? (
        <PagedTable
          label={t('tasks.open')}
          columns={columns}
          list={tasks}
          rowKey={(task) => task.taskId}
          empty={t(search.stage || search.search ? 'tasks.empty.filtered' : 'tasks.empty.open')}
        />
      ) : (
        <p className="hint keys-hint">{t('tasks.keys')}</p>
      )}
      {groups.map((group, index) => {
        const label = t('tasks.groupCount', {
          group: t(`tasks.group.${group}`),
          count: tasks.first?.groups[group] ?? 0,
        });
        const last = index === groups.length - 1;
        const inGroup = rows.filter((task) => task.group === group);
        return (
          <section key={group}>
            <Typography.Title level={2} className="section-title">
              {label}
            </Typography.Title>
            <PagedTable
              label={label}
              columns={columns}
              list={{ ...wholeList(inGroup), ...(last ? { more: tasks.more, total: tasks.total } : {}) }}
              rowKey={(task) => task.taskId}
              empty=""
              {...(inGroup.some(selectable) ? { selection } : {})}
            />
          </section>
        );
      })}
      <BatchActions tasks={rows.filter((task) => selected.has(task.taskId))} onOver={() => setSelected(new Set())} />
    </div>
  );
}

function useSelection(keys: ReadonlySet<string>, change: (keys: ReadonlySet<string>) => void): Selection<Task> {
  const nameOf = useTaskName();
  return { keys, change, selectable, nameOf };
}

function useCountsSaid(total: number | undefined, overdue: number | undefined): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (total !== undefined) announce(t('tasks.announce', { total, overdue }));
  }, [total, overdue, t]);
}
