import { Button, Flex, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostDecidedWhileWaiting } from '../../../../../libs/contracts/cycles/http.js';
import { BatchDialog } from '../../shared/batch-dialog.js';
import { useTaskName } from '../../shared/task-name.js';
import { useDecisionJob } from './background-batches.js';
import { type Task, useBatchApproval, useRefreshDecided } from './tasks.js';

/** Fetched when it is asked for: choosing a colleague is no part of a list that is read. */
const TransferDialog = lazy(() => import('./batch-transfer.js'));
const ReturnDialog = lazy(() => import('./batch-return.js'));

type Act = 'approve' | 'transfer' | 'return';
const approvable = (task: Task): boolean => task.verbs.includes('approve');
/** A cycle goes back as a whole, on its own page. */
const returnable = (task: Task): boolean => task.appraisalId !== null && task.returnTargets.length > 0;
/** Something can be done with it together with others. */
export const selectable = (task: Task): boolean => approvable(task) || returnable(task) || task.mayTransfer;

/** Stays in reach while rows are selected: approves or returns them together, or gives them to a colleague. */
export function BatchActions({ tasks, onOver }: { tasks: readonly Task[]; onOver: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshDecided();
  /** What was selected when the dialog opened: results must not lose their rows. */
  const [asked, setAsked] = useState<{ readonly act: Act; readonly tasks: readonly Task[] } | null>(null);
  const able = {
    approve: tasks.filter(approvable),
    return: tasks.filter(returnable),
    transfer: tasks.filter(({ mayTransfer }) => mayTransfer),
  };
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
      <Flex gap="small" wrap>
        <Button onClick={onOver}>{t('form.cancel')}</Button>
        {able.transfer.length > 0 && (
          <Button onClick={() => setAsked({ act: 'transfer', tasks: able.transfer })}>
            {t('tasks.transferSelected')}
          </Button>
        )}
        {able.return.length > 0 && (
          <Button onClick={() => setAsked({ act: 'return', tasks: able.return })}>{t('tasks.returnSelected')}</Button>
        )}
        {able.approve.length > 0 && (
          <Button type="primary" onClick={() => setAsked({ act: 'approve', tasks: able.approve })}>
            {t('tasks.approveSelected')}
          </Button>
        )}
      </Flex>
      {asked?.act === 'approve' && <ApprovalDialog tasks={asked.tasks} onClose={close} />}
      {asked?.act === 'return' && (
        <Suspense fallback={null}>
          <ReturnDialog tasks={asked.tasks} onClose={close} />
        </Suspense>
      )}
      {asked?.act === 'transfer' && (
        <Suspense fallback={null}>
          <TransferDialog tasks={asked.tasks} onClose={close} />
        </Suspense>
      )}
    </Flex>
  );
}

/** Many are handed to the server, which goes on when nobody watches. */
function ApprovalDialog({ tasks, onClose }: { tasks: readonly Task[]; onClose: (sent: boolean) => void }) {
  const { t } = useTranslation();
  const nameOf = useTaskName();
  const approval = useBatchApproval();
  const job = useDecisionJob(tasks, (comment) => (comment === '' ? { verb: 'approve' } : { verb: 'approve', comment }));
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
