import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useHandOver } from '../../shared/appraisal/hand-over.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

/** 收回委派: whoever delegated the task need not wait. */
export function TakeBack({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const handing = useHandOver({ taskId: sheet.openTask?.taskId ?? '', version: sheet.version });
  const takeBack = () =>
    handing.mutate({ act: 'takeBack' }, { onSuccess: () => void message.success(t('handover.done.takeBack')) });
  const ask = () =>
    void modal.confirm({
      title: t('handover.takeBackText'),
      okText: t('verb.takeBack'),
      cancelText: t('form.cancel'),
      onOk: takeBack,
    });
  return (
    <>
      <Button loading={handing.isPending} onClick={ask}>
        {t('verb.takeBack')}
      </Button>
      {handing.error && <ProblemAlert error={handing.error} />}
    </>
  );
}
