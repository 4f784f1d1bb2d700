import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LoadOutcome } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';

/** What became of the rows that were just brought in. */
export function LoadResult({ outcome: { outcome, batch }, cycleId }: { outcome: LoadOutcome; cycleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (outcome === 'unchanged') return <Alert type="info" showIcon role="status" title={t('sources.unchanged')} />;
  const { sourceId, quarantined } = batch;
  return (
    <Alert
      type={quarantined > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      title={t('sources.loadedRows', {
        rows: format.count(batch.rows),
        accepted: format.count(batch.accepted),
        unchanged: format.count(batch.unchanged),
        held: format.count(quarantined),
        leftOut: format.count(batch.leftOut),
      })}
      description={
        quarantined > 0 ? (
          <Link to="/sources/$sourceId" params={{ sourceId }} search={{ tab: 'held', cycle: cycleId }}>
            {t('sources.toHeld', { count: quarantined })}
          </Link>
        ) : undefined
      }
    />
  );
}
