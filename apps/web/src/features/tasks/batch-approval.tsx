import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostDecidedWhileWaiting } from '../../../../../libs/contracts/cycles/http.js';
import { BatchDialog } from '../../shared/batch-dialog.js';
import { useTaskName } from '../../shared/task-name.js';
import { useApprovalJob } from './background-batches.js';
import { type Task, useBatchApproval, useRefreshDecided } from './tasks.js';

/** Stays in reach while rows are selected: approves them together. */
export function BatchApproval({ tasks, onOver }: { tasks: readonly Task[]; onOver: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshDecided();
  /** What was selected when the dialog opened: results must not lose their rows. */
  const [asked, setAsked] = useState<readonly Task[] | null>(null);
  const close = (sent: boolean) => {
    setAsked(null);
    if (!sent) return;
    onOver();
    void refresh();
  };
  if (tasks.length === 0 && asked === null) return null;
  return (
    <Flex className="action-bar" justify="space-between" align="center" gap="small">
      <Typography.Text strong>{t('batch.selected', { count: tasks.length })}</Typography.Text>
      <Flex gap="small">
        <Button onClick={onOver}>{t('form.cancel')}</Button>
        <Button type="primary" onClick={() => setAsked(tasks)}>
          {t('tasks.approveSelected')}
        </Button>
      </Flex>
      {asked && <ApprovalDialog tasks={asked} onClose={close} />}
    </Flex>
  );
}

/** Many are handed to the server, which goes on when nobody watches. */
function ApprovalDialog({ tasks, onClose }: { tasks: readonly Task[]; onClose: (sent: boolean) => void }) {
  const { t } = useTranslation();
  const nameOf = useTaskName();
  const approval = useBatchApproval();
  const job = useApprovalJob(tasks);
  return (
    <BatchDialog
      title={t('tasks.approveSelected')}
      verb={t('verb.approve')}
      items={tasks.map((task) => ({ key: task.taskId, name: nameOf(task) }))}
      whoReads={t('tasks.whoReads')}
      send={(keys, comment) =>
        approval.send(
          tasks.filter((task) => keys.includes(task.taskId)),
          comment,
        )
      }
      job={tasks.length > mostDecidedWhileWaiting ? job : undefined}
      onClose={onClose}
    />
  );
}
