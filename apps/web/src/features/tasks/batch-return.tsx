import { Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReturnTarget, returnTargets } from '../../../../../libs/domain/cycle/stages.js';
import { BatchDialog } from '../../shared/batch-dialog.js';
import { useTaskName } from '../../shared/task-name.js';
import { useDecisionJob } from './background-batches.js';
import type { Task } from './tasks.js';

interface ReturnDialogProps {
  readonly tasks: readonly Task[];
  readonly onClose: (sent: boolean) => void;
}

/** 退回 of many at once, for one reason, to one step; only those that may go there are listed. */
export default function ReturnDialog({ tasks, onClose }: ReturnDialogProps) {
  const { t } = useTranslation();
  const nameOf = useTaskName();
  const targets = returnTargets.filter((target) => tasks.some((task) => task.returnTargets.includes(target)));
  const [chosen, setChosen] = useState<ReturnTarget>(targets[0] ?? 'collect');
  const going = tasks.filter((task) => task.returnTargets.includes(chosen));
  const job = useDecisionJob(going, (reason) => ({ verb: 'return', toStage: chosen, reason }));
  return (
    <BatchDialog
      title={t('tasks.returnSelected')}
      verb={t('verb.return')}
      items={going.map((task) => ({ key: task.taskId, name: nameOf(task) }))}
      whoReads={t('tasks.whoReads')}
      commentLabel={t('form.reason')}
      mayStart={(reason) => reason.trim() !== ''}
      maxLength={1000}
      job={job}
      onClose={onClose}
    >
      <Form.Item label={t('return.to')}>
        <Radio.Group
          aria-label={t('return.to')}
          value={chosen}
          onChange={({ target }: { target: { value?: ReturnTarget } }) => setChosen(target.value ?? chosen)}
          options={targets.map((target) => ({ value: target, label: t(`return.target.${target}`) }))}
        />
      </Form.Item>
    </BatchDialog>
  );
}
