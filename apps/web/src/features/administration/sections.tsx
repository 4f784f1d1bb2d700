import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { canConfigureChannels } from '../../../../../libs/domain/access/can-configure-channels.js';
import { canSeeAccounts } from '../../../../../libs/domain/access/can-see-accounts.js';
import { canSeeDeliveries } from '../../../../../libs/domain/access/can-see-deliveries.js';
import { actorOf, useMe } from '../../shared/session.js';
import '../../shared/tab-bar.css';
import './administration.css';

/** The pages of administration that the reader may open. */
export function Sections() {
  const { t } = useTranslation();
  const actor = actorOf(useMe());
  const here = useLocation({ select: ({ pathname }) => pathname });
  const sections = [
    { to: '/administration', name: 'company', shown: true },
    { to: '/administration/accounts', name: 'accounts', shown: canSeeAccounts(actor) },
    { to: '/administration/calendar', name: 'calendar', shown: true },
    { to: '/administration/routes', name: 'routes', shown: true },
    { to: '/administration/channels', name: 'channels', shown: canConfigureChannels(actor) },
    { to: '/administration/notifications', name: 'notifications', shown: true },
    { to: '/administration/deliveries', name: 'deliveries', shown: canSeeDeliveries(actor) },
  ] as const;
  return (
    <nav className="tab-bar" aria-label={t('nav.administration')}>
      {sections
        .filter(({ shown }) => shown)
        .map(({ to, name }) => (
          <Link key={to} to={to} aria-current={here === to ? 'page' : undefined} activeOptions={{ exact: true }}>
            {t(`administration.section.${name}`)}
          </Link>
        ))}
    </nav>
  );
}
