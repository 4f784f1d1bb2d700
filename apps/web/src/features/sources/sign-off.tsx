import { CheckCircleOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CycleSource, metricsHttp } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { useSourceName } from '../../shared/source-name.js';
import { useMay } from './may.js';

interface SignOffProps {
  readonly state: CycleSource;
  readonly cycleId: string;
}

/** Whether somebody answers for the figures; the data owner does it here, with the reason where one is wanted. */
export function SignOff({ state, cycleId }: SignOffProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answer } = useMay(state.sourceId);
  const [asking, setAsking] = useState(false);
  if (state.signedOffAt) {
    return (
      <Alert
        type="success"
        showIcon
        icon={<CheckCircleOutlined aria-hidden />}
        title={t('sources.signedOffAt', { when: format.moment(state.signedOffAt) })}
        description={state.frozenAt === null ? t('sources.signOffEnds') : undefined}
      />
    );
  }
  if (state.frozenAt) return <Alert type="warning" showIcon title={t('sources.frozenUnsigned')} />;
  const reasons = whatIsNotInOrder(state, t);
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t(answer ? 'sources.signOffYours' : 'sources.signOffWaits')}
        description={reasons.length === 0 ? t('sources.inOrder') : reasons.join(' ')}
        action={
          answer && (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('source.signOff')}
            </Button>
          )
        }
      />
      {asking && <SignOffDialog state={state} cycleId={cycleId} reasons={reasons} onDone={() => setAsking(false)} />}
    </>
  );
}

/** Signed all the same, these want a reason. */
function whatIsNotInOrder({ batches, quarantined, reconciled }: CycleSource, t: TFunction): readonly string[] {
  return [
    ...(batches === 0 ? [t('sources.nothingCame')] : []),
    ...(quarantined > 0 ? [t('sources.rowsHeld', { count: quarantined })] : []),
    ...(reconciled === false ? [t('sources.totalsDiffer')] : []),
  ];
}

interface SignOffDialogProps extends SignOffProps {
  readonly reasons: readonly string[];
  readonly onDone: () => void;
}

function SignOffDialog({ state, cycleId, reasons, onDone }: SignOffDialogProps) {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { sourceId } = state;
  const source = sourceName(sourceId);
  const signOff = useMutation({
    mutationFn: (reason: string) =>
      api(metricsHttp.signOffSource, { params: { cycleId, sourceId }, body: reason === '' ? {} : { reason } }),
    onSettled: () =>
      Promise.all(['cycle-sources', 'cycle', 'tasks'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const submit = async (reason: string): Promise<boolean> => {
    try {
      await signOff.mutateAsync(reason);
    } catch {
      // The dialog shows why.
      return false;
    }
    onDone();
    void message.success(t('source.signedOffNow', { source }));
    return true;
  };
  return (
    <ReasonDialog
      title={t('source.signOffOf', { source })}
      okText={t('source.signOff')}
      explanation={reasons.length === 0 ? t('sources.signOffMeans') : reasons.join(' ')}
      label={reasons.length === 0 ? t('form.comment') : t('source.reason')}
      whoReads={t('source.whoReads')}
      draftOf={`sign-off/${cycleId}/${sourceId}`}
      maxLength={2000}
      optional={reasons.length === 0}
      pending={signOff.isPending}
      error={signOff.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}
