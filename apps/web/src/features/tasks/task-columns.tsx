import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Due } from '../../shared/due.js';
import { useFormat } from '../../shared/format.js';
import type { Column } from '../../shared/paged-table.js';
import { useMe } from '../../shared/session.js';
import { useTaskName } from '../../shared/task-name.js';
import { taskPlace } from '../../shared/task-place.js';
import { useWords } from '../../shared/words.js';
import type { Task, TaskList } from './tasks.js';

/** A task in a row: who or what it is about, which stage, how it stands, due when. */
export function useTaskColumns(list: TaskList): readonly Column<Task>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const me = useMe();
  const due: Column<Task> =
    list === 'done'
      ? {
          key: 'closed',
          title: t('tasks.finishedAt'),
          render: (task) => (task.closedAt ? format.moment(task.closedAt) : ''),
        }
      : {
          key: 'due',
          title: t('tasks.due'),
          render: (task) => <Due at={task.dueAt} late={task.group === 'overdue'} />,
        };
  const result: Column<Task> =
    list === 'done'
      ? {
          key: 'outcome',
          title: t('tasks.outcome'),
          render: (task) => (task.outcome ? <Tag>{t(`outcome.${task.outcome}`)}</Tag> : ''),
        }
      : {
          key: 'total',
          title: t('score.total'),
          align: 'right',
          render: (task) => (task.total === null ? format.number(null) : <Score task={task} />),
        };
  return [
    {
      key: 'about',
      title: t('tasks.about'),
      onPhone: 'title',
      render: (task) => (
        <>
          <TaskLink task={task} />
          <div className="quiet">{words.cycle(task)}</div>
        </>
      ),
    },
    {
      key: 'place',
      title: t('person.position'),
      render: ({ person }) =>
        person ? `${format.name(person.positionNames)} · ${format.name(person.departmentNames)}` : '',
    },
    {
      key: 'stage',
      title: t('tasks.stage'),
      render: (task) => (
        <>
          <Tag>{t(`stage.${task.stage}`)}</Tag>
          {list !== 'started' && task.assignee.personId !== me.person?.personId && (
            <span className="quiet">{t('tasks.insteadOf', { name: task.assignee.name })}</span>
          )}
          {task.delegatedBy && <span className="quiet">{t('handover.lentBy', { name: task.delegatedBy.name })}</span>}
        </>
      ),
    },
    ...(list === 'started'
      ? [{ key: 'assignee', title: t('tasks.assignee'), render: (task: Task) => task.assignee.name }]
      : []),
    result,
    due,
  ];
}

function TaskLink({ task }: { task: Task }) {
  const name = useTaskName()(task);
  return <Link {...taskPlace(task)}>{name}</Link>;
}

function Score({ task }: { task: Task }) {
  const format = useFormat();
  return (
    <>
      {format.number(task.total)} {task.grade && <Tag className="grade">{task.grade}</Tag>}
    </>
  );
}
