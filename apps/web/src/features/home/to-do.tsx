import { Link } from '@tanstack/react-router';
import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { dueGroups, type Task } from '../../../../../libs/contracts/cycles/http.js';
import { Due } from '../../shared/due.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useTaskName } from '../../shared/task-name.js';
import { taskPlace } from '../../shared/task-place.js';
import { useWords } from '../../shared/words.js';
import type { TaskPage } from './use-home.js';

/** The first tasks by how soon they are due, and the way to all of them. */
export function ToDo({ tasks }: { tasks: TaskPage }) {
  const { t } = useTranslation();
  const groups = dueGroups.filter((group) => tasks.items.some((task) => task.group === group));
  return (
    <Card
      size="small"
      title={<h2 className="card-heading">{t('home.toDo')}</h2>}
      extra={tasks.total > 0 && <Link to="/tasks">{t('home.allTasks', { count: tasks.total })}</Link>}
    >
      {groups.length === 0 && <EmptyState text={t('tasks.empty.open')} />}
      {groups.map((group) => (
        <section key={group}>
          <h3 className="home-group">
            {t('tasks.groupCount', { group: t(`tasks.group.${group}`), count: tasks.groups[group] })}
          </h3>
          <ul className="home-rows">
            {tasks.items
              .filter((task) => task.group === group)
              .map((task) => (
                <Row key={task.taskId} task={task} />
              ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}

function Row({ task }: { task: Task }) {
  const { t } = useTranslation();
  const words = useWords();
  const name = useTaskName()(task);
  return (
    <li data-row={task.taskId}>
      <div>
        <Link {...taskPlace(task)}>{name}</Link> <Tag>{t(`stage.${task.stage}`)}</Tag>
        <div className="quiet">{words.cycle(task)}</div>
      </div>
      <div className="home-when">
        <Due at={task.dueAt} late={task.group === 'overdue'} />
      </div>
    </li>
  );
}
