import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Card, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type MailTimes,
  type MyMailTimes,
  notificationsHttp,
} from '../../../../../../libs/contracts/notifications/http.js';
import { api } from '../../../shared/api.js';
import { Choice } from '../../../shared/choice.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { MailTimesForm, MailTimesInWords } from './mail-times-form.js';

const key = ['notifications', 'mail-times'] as const;

/** When the reader's mail comes: as the company has it, or at times of their own. */
export function OwnMailTimes() {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: key, queryFn: () => api(notificationsHttp.getMailTimes, {}) });
  return (
    <Card size="small" title={t('administration.mailTimes.title')}>
      {read.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {read.error && <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && <Mine kept={read.data} />}
    </Card>
  );
}

function Mine({ kept }: { kept: MyMailTimes }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [own, setOwn] = useState<MailTimes | null>(kept.own);
  const save = useMutation({
    mutationFn: () => api(notificationsHttp.setMailTimes, { body: { own } }),
    onSuccess: (now) => {
      queries.setQueryData(key, now);
      void message.success(t('administration.mailTimes.saved'));
    },
  });
  return (
    <MailTimesForm
      value={own}
      onChange={setOwn}
      changed={JSON.stringify(own) !== JSON.stringify(kept.own)}
      pending={save.isPending}
      error={save.error}
      onSave={() => save.mutate()}
    >
      <Flex>
        <Choice
          label={t('administration.mailTimes.whose')}
          value={own === null ? 'asCompany' : 'own'}
          options={(['asCompany', 'own'] as const).map((whose) => ({
            value: whose,
            label: t(`administration.mailTimes.${whose}`),
          }))}
          onChange={(whose) => setOwn(whose === 'own' ? (kept.own ?? kept.company) : null)}
        />
      </Flex>
      {own === null && <MailTimesInWords times={kept.company} />}
    </MailTimesForm>
  );
}
