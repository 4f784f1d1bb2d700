import { useTranslation } from 'react-i18next';
import type { Task } from '../../../../libs/contracts/cycles/http.js';
import { useFormat } from './format.js';
import { useSourceName } from './source-name.js';

/** What a task is called wherever it is listed: the person it is about, else the source or the group, else its stage. */
export function useTaskName(): (task: Task) => string {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const format = useFormat();
  return (task) => {
    if (task.person) return `${task.person.name} ${task.person.employeeCode}`;
    if (task.calibration) return t('tasks.calibration', { group: format.name(task.calibration.departmentNames) });
    return task.sourceId ? t('tasks.source', { source: sourceName(task.sourceId) }) : t(`stage.${task.stage}`);
  };
}
