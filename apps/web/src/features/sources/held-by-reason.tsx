import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSource } from '../../../../../libs/contracts/metrics/http.js';

/** Held rows by reason, each a way into the list. */
export function HeldByReason({ state, cycleId }: { state: CycleSource; cycleId: string }) {
  const { t } = useTranslation();
  if (state.quarantinedByReason.length === 0) return null;
  return (
    <Card size="small" title={t('held.byReason')}>
      <ul className="reasons">
        {state.quarantinedByReason.map(({ reason, rows }) => (
          <li key={reason}>
            <Link
              to="/sources/$sourceId"
              params={{ sourceId: state.sourceId }}
              search={{ tab: 'held', cycle: cycleId, reason }}
            >
              {t('held.reasonCount', { reason: t(`quarantine.reason.${reason}`), count: rows })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
