import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

/** A cycle that does not run says so, and what that means for everybody in it. */
export function CycleNotice({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (cycle.state === 'cancelled') {
    return (
      <Alert
        type="error"
        showIcon
        title={t('cycle.cancelled', { reason: cycle.cancelledReason ?? '' })}
        description={t('cycle.cancelledMeans')}
      />
    );
  }
  if (cycle.state === 'closed') {
    return (
      <Alert
        type="success"
        showIcon
        title={t('cycle.closedAt', { when: cycle.closedAt ? format.moment(cycle.closedAt) : '' })}
        description={t('cycle.closedMeans')}
      />
    );
  }
  if (cycle.pausedAt) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('cycle.pausedSince', { when: format.moment(cycle.pausedAt) })}
        description={t('cycle.pausedMeans')}
      />
    );
  }
  return null;
}
