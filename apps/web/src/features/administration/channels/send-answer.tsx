import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SendResult } from '../../../../../../libs/contracts/notifications/http.js';

const tones = { sent: 'success', later: 'warning', refused: 'error', unconfirmed: 'warning' } as const;

/** What came of a test, with the other side's own words. */
export function SendAnswer({ to, result }: { readonly to: string; readonly result: SendResult }) {
  const { t } = useTranslation();
  const { state, reason, answer } = result;
  return (
    <Alert
      role="status"
      showIcon
      type={tones[state]}
      title={t(`administration.channels.tested.${state}`, { to })}
      description={
        <>
          {reason && <div>{t(`administration.deliveryNote.${reason}`)}</div>}
          {answer && (
            <div>
              {t('administration.channels.answer', {
                answer: t(`administration.channels.fault.${answer}`, answer),
              })}
            </div>
          )}
        </>
      }
    />
  );
}
