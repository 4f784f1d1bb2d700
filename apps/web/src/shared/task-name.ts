import { useTranslation } from 'react-i18next';
import type { Task } from '../../../../libs/contracts/cycles/http.js';
import { useSourceName } from './source-name.js';

/** What a task is called wherever it is listed: the person it is about, else the source, else its stage. */
export function useTaskName(): (task: Task) => string {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  return (task) => {
    if (task.person) return `${task.person.name} ${task.person.employeeCode}`;
    return task.sourceId ? t('tasks.source', { source: sourceName(task.sourceId) }) : t(`stage.${task.stage}`);
  };
}
