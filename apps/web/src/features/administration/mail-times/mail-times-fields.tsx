import { Flex, Input, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailTimes } from '../../../../../../libs/contracts/notifications/http.js';
import { Choice } from '../../../shared/choice.js';

interface MailTimesFieldsProps {
  readonly value: MailTimes;
  readonly onChange: (times: MailTimes) => void;
}

/** What somebody begins with who asks for it. */
const usual = { digestAt: '09:00', quiet: { from: '22:00', to: '07:00' } } as const;

/** One mail a day or each at once, and the hours without. */
export function MailTimesFields({ value, onChange }: MailTimesFieldsProps) {
  const { t } = useTranslation();
  const switchId = useId();
  const { digestAt, quiet } = value;
  const choosePace = (pace: 'atOnce' | 'daily') =>
    onChange({ ...value, digestAt: pace === 'daily' ? (digestAt ?? usual.digestAt) : null });
  return (
    <>
      <Flex gap="small" wrap align="center">
        <Choice
          label={t('administration.mailTimes.pace')}
          value={digestAt === null ? 'atOnce' : 'daily'}
          options={(['atOnce', 'daily'] as const).map((pace) => ({
            value: pace,
            label: t(`administration.mailTimes.${pace}`),
          }))}
          onChange={choosePace}
        />
        {digestAt !== null && (
          <TimeOfDay
            label={t('administration.mailTimes.dailyAt')}
            value={digestAt}
            onChange={(at) => onChange({ ...value, digestAt: at })}
          />
        )}
      </Flex>
      <Flex gap="small" wrap align="center">
        <Switch
          id={switchId}
          checked={quiet !== null}
          onChange={(on) => onChange({ ...value, quiet: on ? usual.quiet : null })}
        />
        <label htmlFor={switchId}>{t('administration.mailTimes.quiet')}</label>
        {quiet !== null && (
          <Flex gap="small" align="center">
            <TimeOfDay
              label={t('administration.mailTimes.quietFrom')}
              value={quiet.from}
              onChange={(from) => onChange({ ...value, quiet: { ...quiet, from } })}
            />
            <span aria-hidden>–</span>
            <TimeOfDay
              label={t('administration.mailTimes.quietTo')}
              value={quiet.to}
              onChange={(to) => onChange({ ...value, quiet: { ...quiet, to } })}
            />
          </Flex>
        )}
      </Flex>
    </>
  );
}

interface TimeOfDayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The browser's own box. */
function TimeOfDay({ label, value, onChange }: TimeOfDayProps) {
  return (
    <Input
      type="time"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="mail-time"
    />
  );
}
