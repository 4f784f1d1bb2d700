import { Button, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type MailTimes, mailTimes } from '../../../../../../libs/contracts/notifications/http.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { useTimeZone } from '../../../shared/time-zone.js';
import { MailTimesFields } from './mail-times-fields.js';

interface MailTimesFormProps {
  /** null: nothing is chosen here. */
  readonly value: MailTimes | null;
  readonly onChange: (times: MailTimes) => void;
  readonly changed: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
  readonly children?: ReactNode;
}

export function MailTimesForm({ value, onChange, changed, pending, error, onSave, children }: MailTimesFormProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZone();
  const complete = value === null || mailTimes.safeParse(value).success;
  return (
    <div className="stack">
      {children}
      {value && <MailTimesFields value={value} onChange={onChange} />}
      {!complete && <Typography.Text type="danger">{t('administration.mailTimes.incomplete')}</Typography.Text>}
      <p className="hint">{t('administration.mailTimes.hint', { timeZone })}</p>
      {error && <ProblemAlert error={error} />}
      <Flex>
        <Button type="primary" disabled={!changed || !complete} loading={pending} onClick={onSave}>
          {t('administration.save')}
        </Button>
      </Flex>
    </div>
  );
}

/** In whole sentences. */
export function MailTimesInWords({ times: { digestAt, quiet } }: { times: MailTimes }) {
  const { t } = useTranslation();
  return (
    <p className="hint">
      {digestAt === null
        ? t('administration.mailTimes.says.atOnce')
        : t('administration.mailTimes.says.daily', { at: digestAt })}{' '}
      {quiet && t('administration.mailTimes.says.quiet', quiet)}
    </p>
  );
}
