import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notificationsHttp } from '../../../../../libs/contracts/notifications/http.js';
import { api } from '../../shared/api.js';

const NotificationDrawer = lazy(() => import('./notification-drawer.js'));

/** The bell: the unread count, kept fresh by the shell's events, and the list behind it. */
export function UnreadBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const unread = useQuery({ queryKey: ['unread'], queryFn: () => api(notificationsHttp.unreadCount, {}) });
  const count = unread.data?.unread ?? 0;
  return (
    <>
      <Button
        type="text"
        className="bell"
        icon={<BellOutlined aria-hidden />}
        aria-label={t('notifications.open', { count })}
        onClick={() => setOpen(true)}
      >
        {count > 0 && <span className="menu-count">{count > 99 ? '99+' : count}</span>}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <NotificationDrawer onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
