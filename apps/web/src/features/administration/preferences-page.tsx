import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Skeleton, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type Channel,
  channels,
  type NotificationType,
  notificationsHttp,
  notificationTypes,
} from '../../../../../libs/contracts/notifications/http.js';
import { api } from '../../shared/api.js';
import { EmptyState } from '../../shared/empty-state.js';
import { Page } from '../../shared/page.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { ProblemAlert, useProblemText } from '../../shared/problem-alert.js';
import { useMe } from '../../shared/session.js';
import { OwnMailTimes } from './mail-times/own-mail-times.js';
import { Sections } from './sections.js';

const key = ['notifications', 'preferences'] as const;

/** Which kinds of news reach the reader by which channel; each switch is kept at once. */
export function PreferencesPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('administration.section.notifications')} subtitle={t('administration.preferencesHint')}>
      <Sections />
      {me.person === null ? (
        <EmptyState text={t('problem.code.notification_no_person')} />
      ) : (
        <div className="stack">
          <OwnMailTimes />
          <Preferences />
        </div>
      )}
    </Page>
  );
}

function Preferences() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const queries = useQueryClient();
  const read = useQuery({ queryKey: key, queryFn: () => api(notificationsHttp.getPreferences, {}) });
  const choose = useMutation({
    mutationFn: (change: { type: NotificationType; channel: Channel; wanted: boolean }) =>
      api(notificationsHttp.setPreferences, { body: { preferences: [change] } }),
    onSuccess: (kept) => queries.setQueryData(key, kept),
    onError: (error) => void message.error(problemText(error)),
  });
  if (read.isPending) return <Skeleton active />;
  if (!read.data) return <ProblemAlert error={read.error} onRetry={() => void read.refetch()} />;
  const { preferences } = read.data;
  const wanted = (type: NotificationType, channel: Channel) =>
    preferences.some((one) => one.type === type && one.channel === channel && one.wanted);
  const columns: readonly Column<NotificationType>[] = [
    {
      key: 'type',
      title: t('administration.notification'),
      onPhone: 'title',
      render: (type) => t(`administration.notificationType.${type}`),
    },
    ...channels.map(
      (channel): Column<NotificationType> => ({
        key: channel,
        title: t(`administration.channel.${channel}`),
        render: (type) => (
          <Switch
            checked={wanted(type, channel)}
            aria-label={t('administration.wantedBy', {
              type: t(`administration.notificationType.${type}`),
              channel: t(`administration.channel.${channel}`),
            })}
            onChange={(next) => choose.mutate({ type, channel, wanted: next })}
          />
        ),
      }),
    ),
  ];
  return (
    <PagedTable
      label={t('administration.section.notifications')}
      columns={columns}
      list={wholeList(notificationTypes)}
      rowKey={(type) => type}
      empty={t('administration.noDeliveries')}
    />
  );
}
