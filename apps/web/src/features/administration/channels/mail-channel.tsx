import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Card, Descriptions, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { notificationsHttp } from '../../../../../../libs/contracts/notifications/http.js';
import { api } from '../../../shared/api.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { SendAnswer } from './send-answer.js';

/** The mail server belongs to the installation: shown, and tried out, but set in its environment. */
export function MailChannel() {
  const { t } = useTranslation();
  const mail = useQuery({ queryKey: ['channels', 'mail'], queryFn: () => api(notificationsHttp.getMailChannel, {}) });
  const test = useMutation({ mutationFn: () => api(notificationsHttp.testMail, {}) });
  return (
    <Card
      size="small"
      title={t('administration.channel.email')}
      extra={
        <Button onClick={() => test.mutate()} loading={test.isPending}>
          {t('administration.channels.testMail')}
        </Button>
      }
    >
      <div className="stack">
        {mail.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
        {mail.error && <ProblemAlert error={mail.error} onRetry={() => void mail.refetch()} />}
        {mail.data && (
          <Descriptions
            size="small"
            column={{ xs: 1, md: 3 }}
            items={[
              { key: 'server', label: t('administration.channels.server'), children: mail.data.server },
              {
                key: 'encrypted',
                label: t('administration.channels.encryptedTitle'),
                children: t(`administration.channels.encrypted.${mail.data.encrypted ? 'yes' : 'no'}`),
              },
              { key: 'from', label: t('administration.channels.from'), children: mail.data.from },
            ]}
          />
        )}
        <p className="hint">{t('administration.channels.mailHint')}</p>
        {test.error && <ProblemAlert error={test.error} />}
        {test.data && <SendAnswer to={test.data.address} result={test.data} />}
      </div>
    </Card>
  );
}
