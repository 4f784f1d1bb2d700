import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Card, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MailTimes, notificationsHttp } from '../../../../../../libs/contracts/notifications/http.js';
import { api } from '../../../shared/api.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { MailTimesForm } from './mail-times-form.js';

const key = ['channels', 'mail', 'times'] as const;

/** When mail comes to people who chose nothing of their own. */
export function CompanyMailTimes() {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: key, queryFn: () => api(notificationsHttp.getCompanyMailTimes, {}) });
  return (
    <Card size="small" title={t('administration.mailTimes.companyTitle')}>
      {read.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {read.error && <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && <Company kept={read.data} />}
    </Card>
  );
}

function Company({ kept }: { kept: MailTimes }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [times, setTimes] = useState(kept);
  const save = useMutation({
    mutationFn: () => api(notificationsHttp.setCompanyMailTimes, { body: times }),
    onSuccess: (now) => {
      queries.setQueryData(key, now);
      void message.success(t('administration.mailTimes.saved'));
    },
  });
  return (
    <MailTimesForm
      value={times}
      onChange={setTimes}
      changed={JSON.stringify(times) !== JSON.stringify(kept)}
      pending={save.isPending}
      error={save.error}
      onSave={() => save.mutate()}
    >
      <p className="hint">{t('administration.mailTimes.companyHint')}</p>
    </MailTimesForm>
  );
}
