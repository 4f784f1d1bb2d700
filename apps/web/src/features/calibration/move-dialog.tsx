import { useMutation } from '@tanstack/react-query';
import { Alert, App, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CalibratedPerson,
  type CalibrationSession,
  cyclesHttp,
} from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { Choice } from '../../shared/choice.js';
import { none } from '../../shared/format.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useQuotaWords } from './quota-words.js';
import { quotaAfter, useRefresh } from './session.js';

interface MoveDialogProps {
  readonly session: CalibrationSession;
  readonly row: CalibratedPerson;
  readonly onClose: () => void;
}

/** Another grade and why; what the quotas would say of it is told before it is sent. */
export function MoveDialog({ session, row, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const others = row.scale.toReversed().filter((grade) => grade !== row.grade);
  const [grade, setGrade] = useState(nextOf(row));
  const { groupId } = session;
  const { appraisalId, version, person } = row;
  const move = useMutation({
    mutationFn: (reason: string) =>
      api(cyclesHttp.moveGrade, { params: { groupId }, version, body: { appraisalId, grade, reason } }),
    onSettled: refresh,
  });
  const submit = async (reason: string): Promise<boolean> => {
    try {
      await move.mutateAsync(reason);
    } catch {
      // The dialog shows why.
      return false;
    }
    void message.success(t('calibration.moveDone', { name: person.name, grade }));
    onClose();
    return true;
  };
  return (
    <ReasonDialog
      title={t('calibration.moveOf', { name: person.name })}
      okText={t('calibration.moveTo', { grade })}
      explanation={t('calibration.moveMeans', { grade: row.grade ?? none })}
      whoReads={t('calibration.whoReads')}
      draftOf={`calibrate/${appraisalId}`}
      pending={move.isPending}
      error={move.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Form.Item label={t('calibration.newGrade')}>
        <Choice
          label={t('calibration.newGrade')}
          value={grade}
          onChange={setGrade}
          options={others.map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Warning session={session} row={row} grade={grade} />
    </ReasonDialog>
  );
}

/** One up, at the top one down. */
function nextOf({ scale, grade }: CalibratedPerson): string {
  const at = scale.indexOf(grade ?? '');
  return scale[at + 1] ?? scale[at - 1] ?? '';
}

function Warning({ session, row, grade }: Pick<MoveDialogProps, 'session' | 'row'> & { grade: string }) {
  const { t } = useTranslation();
  const words = useQuotaWords();
  const after = quotaAfter(session.quotas, grade, row.grade);
  if (!after) return null;
  return (
    <Form.Item>
      <Alert
        type={after.ok ? 'info' : 'warning'}
        showIcon
        title={t('calibration.afterMove', { grade, count: after.actual, allowed: words.allowed(after) })}
      />
    </Form.Item>
  );
}
