import { Form } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { ApiProblem, api } from '../../shared/api.js';
import { handOver } from '../../shared/appraisal/hand-over.js';
import { BatchDialog, type BatchResult } from '../../shared/batch-dialog.js';
import { ColleaguePicker, type PickedColleague } from '../../shared/colleague-picker.js';
import { useCodeText } from '../../shared/problem-alert.js';
import { useTaskName } from '../../shared/task-name.js';
import type { Task } from './tasks.js';

/** 轉辦 of many tasks at once, to one colleague for one reason. */
export default function TransferDialog({
  tasks,
  onClose,
}: {
  tasks: readonly Task[];
  onClose: (sent: boolean) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useTaskName();
  const textOf = useCodeText();
  const [to, setTo] = useState<readonly PickedColleague[]>([]);
  const keys = useRef(new Map<string, string>());
  const [picked] = to;
  const first = tasks[0]?.taskId ?? '';
  const transfer = async (task: Task, reason: string): Promise<BatchResult> => {
    const { taskId } = task;
    const key = keys.current.get(taskId) ?? crypto.randomUUID();
    keys.current.set(taskId, key);
    try {
      await handOver(task, { act: 'transfer', toPersonId: picked?.value ?? '', reason }, key);
      return { key: taskId, problem: null };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      return { key: taskId, problem: textOf(error.problem.code, error.problem.detail) };
    }
  };
  return (
    <BatchDialog
      title={t('tasks.transferSelected')}
      verb={t('verb.transfer')}
      items={tasks.map((task) => ({ key: task.taskId, name: nameOf(task) }))}
      whoReads={t('handover.whoReads')}
      commentLabel={t('form.reason')}
      mayStart={(reason) => picked !== undefined && reason.trim() !== ''}
      maxLength={1000}
      send={(taskIds, reason) =>
        Promise.all(tasks.filter(({ taskId }) => taskIds.includes(taskId)).map((task) => transfer(task, reason)))
      }
      onClose={onClose}
    >
      <Form.Item label={t('handover.to')} required>
        <ColleaguePicker
          find={(search) => api(cyclesHttp.handoverCandidates, { params: { taskId: first }, query: { search } })}
          purpose={`handover/${first}`}
          most={1}
          label={t('handover.to')}
          value={to}
          onChange={setTo}
        />
      </Form.Item>
    </BatchDialog>
  );
}
