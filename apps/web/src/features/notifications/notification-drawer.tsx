import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Empty, Flex, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { notificationsHttp } from '../../../../../libs/contracts/notifications/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';

/** What I was told, newest first. */
export default function NotificationDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer title={t('notifications.title')} open onClose={onClose}>
      <NotificationList onFollow={onClose} />
    </Drawer>
  );
}

function NotificationList({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ['notifications'],
    queryFn: ({ pageParam }) => api(notificationsHttp.listMine, { query: { cursor: pageParam, limit: 20 } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const readAll = useMutation({
    mutationFn: () => api(notificationsHttp.markAllRead, {}),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['unread'] }),
        queries.invalidateQueries({ queryKey: ['notifications'] }),
      ]),
  });
  if (list.isPending) return <Skeleton active />;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return <Empty description={t('notifications.empty')} />;
  return (
    <Flex vertical gap="middle">
      <Button onClick={() => readAll.mutate()}>{t('notifications.readAll')}</Button>
      {items.map((item) => (
        <Link key={item.notificationId} to={item.link} onClick={onFollow}>
          <Typography.Text strong={item.readAt === null}>{item.title}</Typography.Text>
          <br />
          <Typography.Text>{item.text}</Typography.Text>
          <br />
          <Typography.Text type="secondary" title={format.moment(item.at)}>
            {format.relative(item.at)}
          </Typography.Text>
        </Link>
      ))}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('list.more')}</Button>}
    </Flex>
  );
}
