import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useWords } from '../../shared/words.js';
import { useCommand } from './use-command.js';

export interface CommandProps {
  readonly cycle: CycleDetail;
  readonly onDone: () => void;
}

export function PauseDialog({ cycle, onDone }: CommandProps) {
  const { t } = useTranslation();
  const command = useCommand(cycle.cycleId);
  const submit = async (reason: string) => {
    const well = await command.give({ name: 'pause', reason });
    if (well) onDone();
    return well;
  };
  return (
    <ReasonDialog
      title={t('cycle.command.pause')}
      okText={t('cycle.command.pause')}
      explanation={t('cycle.commandMeans.pause')}
      whoReads={t('cycle.whoReads')}
      draftOf={`pause/${cycle.cycleId}`}
      pending={command.pending}
      error={command.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

export function CancelDialog({ cycle, onDone }: CommandProps) {
  const { t } = useTranslation();
  const words = useWords();
  const command = useCommand(cycle.cycleId);
  const submit = async (reason: string) => {
    const well = await command.give({ name: 'cancel', reason });
    if (well) onDone();
    return well;
  };
  return (
    <ReasonDialog
      title={t('cycle.command.cancel')}
      okText={t('cycle.command.cancel')}
      danger
      explanation={t('cycle.commandMeans.cancel', { cycle: words.cycle(cycle), count: cycle.people })}
      whoReads={t('cycle.whoReads')}
      draftOf={`cancel/${cycle.cycleId}`}
      pending={command.pending}
      error={command.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

/** Going on needs no reason: what it does to the deadlines is said. */
export function ResumeDialog({ cycle, onDone }: CommandProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const command = useCommand(cycle.cycleId);
  const submit = async () => {
    if (await command.give({ name: 'resume' })) onDone();
  };
  return (
    <Modal
      open
      title={t('cycle.command.resume')}
      okText={t('cycle.command.resume')}
      cancelText={t('form.cancel')}
      confirmLoading={command.pending}
      onOk={() => void submit()}
      onCancel={onDone}
    >
      <p>{t('cycle.commandMeans.resume', { when: cycle.pausedAt ? format.moment(cycle.pausedAt) : '' })}</p>
      {command.error && <ProblemAlert error={command.error} />}
    </Modal>
  );
}
