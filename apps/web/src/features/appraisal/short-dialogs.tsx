import { Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionBody } from '../../../../../libs/contracts/cycles/http.js';
import type { ReturnTarget } from '../../../../../libs/domain/cycle/stages.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { type DialogProps, draftName } from './dialog-props.js';

const useSubmit =
  ({ decision, onClose }: DialogProps) =>
  async (body: DecisionBody): Promise<boolean> => {
    const accepted = await decision.decide(body);
    if (accepted) onClose();
    return accepted;
  };

export function ReturnDialog(props: DialogProps) {
  const { t } = useTranslation();
  const { sheet, decision, onClose } = props;
  const submit = useSubmit(props);
  const targets = sheet.openTask?.returnTargets ?? [];
  const [chosen, setChosen] = useState<ReturnTarget>(targets[0] ?? 'collect');
  return (
    <ReasonDialog
      title={t('verb.return')}
      okText={t('verb.return')}
      danger
      whoReads={t('whoReads.reason')}
      draftOf={draftName('return', sheet)}
      pending={decision.isPending}
      error={decision.error}
      onSubmit={(reason) => submit({ verb: 'return', toStage: chosen, reason })}
      onCancel={onClose}
    >
      <Form.Item label={t('return.to')}>
        <Radio.Group
          aria-label={t('return.to')}
          value={chosen}
          onChange={({ target }: { target: { value?: ReturnTarget } }) => setChosen(target.value ?? chosen)}
          options={targets.map((target) => ({ value: target, label: t(`return.target.${target}`) }))}
        />
      </Form.Item>
    </ReasonDialog>
  );
}

export function NoteDialog(props: DialogProps) {
  const { t } = useTranslation();
  const { sheet, decision, onClose } = props;
  const submit = useSubmit(props);
  return (
    <ReasonDialog
      title={t('verb.recheck_done')}
      okText={t('verb.recheck_done')}
      whoReads={t('whoReads.reason')}
      draftOf={draftName('recheck', sheet)}
      pending={decision.isPending}
      error={decision.error}
      onSubmit={(note) => submit({ verb: 'recheck_done', note })}
      onCancel={onClose}
    />
  );
}

export function CommentDialog({ verb, ...props }: DialogProps & { verb: 'acknowledge' | 'sign_off' }) {
  const { t } = useTranslation();
  const { sheet, decision, onClose } = props;
  const submit = useSubmit(props);
  return (
    <ReasonDialog
      title={t(`verb.${verb}`)}
      okText={t(`verb.${verb}`)}
      explanation={verb === 'acknowledge' ? t('acknowledgement.text') : undefined}
      whoReads={t('whoReads.comment')}
      draftOf={draftName(verb, sheet)}
      maxLength={2000}
      optional
      pending={decision.isPending}
      error={decision.error}
      onSubmit={(comment) => submit(comment === '' ? { verb } : { verb, comment })}
      onCancel={onClose}
    />
  );
}
