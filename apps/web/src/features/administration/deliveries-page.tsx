import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type Delivery,
  deliveryChannels,
  deliveryStates,
  deliveryTypes,
  notificationsHttp,
  notificationTypes,
} from '../../../../../libs/contracts/notifications/http.js';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { canSeeDeliveries } from '../../../../../libs/domain/access/can-see-deliveries.js';
import { api } from '../../shared/api.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { none, useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { Page } from '../../shared/page.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { actorOf, useMe } from '../../shared/session.js';
import { Sections } from './sections.js';

/** Whom each event reached by which channel, or why not: never what it said. */
export function DeliveriesPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('administration.section.deliveries')} subtitle={t('administration.deliveriesHint')}>
      <Sections />
      {canSeeDeliveries(actorOf(me)) ? (
        <Deliveries />
      ) : (
        <Alert type="warning" showIcon title={t('problem.code.access_denied')} />
      )}
    </Page>
  );
}

function Deliveries() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/administration/deliveries' });
  const navigate = useNavigate();
  const deliveries = usePaged(['deliveries', search], (cursor) =>
    api(notificationsHttp.listDeliveries, { query: { ...search, cursor, limit: 50 } }),
  );
  const typeText = useDeliveryTypeText();
  const columns = useDeliveryColumns(deliveries.rows);
  return (
    <>
      <FilterBar
        fields={[
          {
            name: 'state',
            label: t('administration.deliveryState'),
            options: deliveryStates.map((value) => ({ value, label: t(`administration.delivery.${value}`) })),
          },
          {
            name: 'channel',
            label: t('administration.channelTitle'),
            options: deliveryChannels.map((value) => ({ value, label: t(`administration.channel.${value}`) })),
          },
          {
            name: 'type',
            label: t('administration.notification'),
            options: deliveryTypes.map((value) => ({ value, label: typeText(value) })),
          },
        ]}
        search={search}
        onChange={(next) => void navigate({ to: '/administration/deliveries', search: next, replace: true })}
      />
      <PagedTable
        label={t('administration.section.deliveries')}
        columns={columns}
        list={deliveries}
        rowKey={({ deliveryId }) => deliveryId}
        empty={t('administration.noDeliveries')}
      />
    </>
  );
}

const tones = { sent: 'good', failed: 'bad' } as const satisfies Partial<Record<Delivery['state'], string>>;
const toneOf = (state: Delivery['state']) => (state === 'sent' || state === 'failed' ? tones[state] : 'plain');

function useDeliveryColumns(rows: readonly Delivery[]): readonly Column<Delivery>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const typeText = useDeliveryTypeText();
  const personIds = [
    ...new Set(rows.flatMap(({ recipientPersonId: personId }) => (personId === null ? [] : [personId]))),
  ];
  const people = useQueries({
    queries: personIds.map((personId) => ({
      queryKey: ['person', personId],
      queryFn: () => api(rolesHttp.getPerson, { params: { personId } }),
      staleTime: 600_000,
    })),
  });
  const nameOf = ({ recipientPersonId: personId, robot }: Delivery) =>
    robot?.name ?? people[personIds.indexOf(personId ?? '')]?.data?.name ?? none;
  return [
    {
      key: 'type',
      title: t('administration.notification'),
      onPhone: 'title',
      render: ({ type }) => typeText(type),
    },
    { key: 'who', title: t('administration.recipient'), render: nameOf },
    {
      key: 'channel',
      title: t('administration.channelTitle'),
      render: ({ channel }) => t(`administration.channel.${channel}`),
    },
    {
      key: 'state',
      title: t('administration.deliveryState'),
      render: ({ state }) => <Mark tone={toneOf(state)}>{t(`administration.delivery.${state}`)}</Mark>,
    },
    {
      key: 'attempts',
      title: t('administration.attempts'),
      align: 'right',
      render: (row) => format.count(row.attempts),
    },
    { key: 'created', title: t('administration.queuedAt'), render: ({ createdAt }) => format.moment(createdAt) },
    {
      key: 'sent',
      title: t('administration.sentAt'),
      render: ({ sentAt }) => (sentAt ? format.moment(sentAt) : none),
    },
    { key: 'note', title: t('administration.note'), render: ({ note }) => <DeliveryNote note={note} /> },
  ];
}

/** A reason Kaohe knows, then what the other side answered; or the answer alone. */
function DeliveryNote({ note }: { note: string | null }) {
  const { t, i18n } = useTranslation();
  if (note === null) return none;
  const [reason = '', ...answer] = note.split(': ');
  const key = `administration.deliveryNote.${reason}`;
  if (!/^[a-z_]+$/.test(reason) || !i18n.exists(key)) return note;
  return (
    <>
      {t(key)}
      {answer.length > 0 && <div className="hint">{answer.join(': ')}</div>}
    </>
  );
}

function useDeliveryTypeText() {
  const { t } = useTranslation();
  return (type: Delivery['type']): string =>
    notificationTypes.some((one) => one === type)
      ? t(`administration.notificationType.${type}`)
      : t(`administration.announcement.${type}`);
}
