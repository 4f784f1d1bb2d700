import { useMutation } from '@tanstack/react-query';
import { App, Button, Flex } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalibrationSession, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useRefresh } from './session.js';

const ReasonDialog = lazy(() =>
  import('../../shared/reason-dialog.js').then((part) => ({ default: part.ReasonDialog })),
);

/** HR begins before everybody has arrived, and ends the session. */
export function SessionActions({ session }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  const [closing, setClosing] = useState(false);
  const refresh = useRefresh();
  const { groupId, may } = session;
  const begin = useMutation({
    mutationFn: () => api(cyclesHttp.beginCalibration, { params: { groupId } }),
    onSettled: refresh,
  });
  return (
    <Flex vertical gap="small" align="flex-end">
      {may.begin && (
        <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('calibration.begin')}
        </Button>
      )}
      {may.close && (
        <Button type="primary" onClick={() => setClosing(true)}>
          {t('calibration.close')}
        </Button>
      )}
      {begin.error && <ProblemAlert error={begin.error} />}
      {closing && (
        <Suspense fallback={null}>
          <Closing session={session} onClose={() => setClosing(false)} />
        </Suspense>
      )}
    </Flex>
  );
}

function Closing({ session, onClose }: { session: CalibrationSession; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const { groupId, quotas, arrived, people } = session;
  const close = useMutation({
    mutationFn: (comment: string) =>
      api(cyclesHttp.closeCalibration, { params: { groupId }, body: comment === '' ? {} : { comment } }),
    onSettled: refresh,
  });
  const submit = async (comment: string): Promise<boolean> => {
    try {
      const done = await close.mutateAsync(comment);
      void message.success(t('calibration.closed', { count: done.people }));
    } catch {
      // The dialog shows why.
      return false;
    }
    onClose();
    return true;
  };
  const broken = quotas.filter(({ ok }) => !ok).map(({ grade }) => grade);
  return (
    <ReasonDialog
      title={t('calibration.close')}
      okText={t('calibration.close')}
      explanation={
        <>
          {t('calibration.closeMeans')}
          {arrived < people && ` ${t('calibration.closeEarly', { count: people - arrived })}`}
          {broken.length > 0 && ` ${t('calibration.notKept', { grades: broken.join(' ') })}`}
        </>
      }
      whoReads={t('calibration.whoReadsComment')}
      draftOf={`close-calibration/${groupId}`}
      maxLength={2000}
      optional
      pending={close.isPending}
      error={close.error}
      onSubmit={submit}
      onCancel={onClose}
    />
  );
}
