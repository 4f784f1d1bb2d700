import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../../../../libs/contracts/cycles/http.js';

/** The same state has the same colour everywhere. */
export function CycleState({ cycle }: { cycle: Pick<CycleSummary, 'state' | 'pausedAt'> }) {
  const { t } = useTranslation();
  const color = cycle.state === 'cancelled' ? 'error' : cycle.state === 'closed' ? 'default' : 'processing';
  return (
    <>
      <Tag color={color}>{t(`cycle.states.${cycle.state}`)}</Tag>
      {cycle.pausedAt && <Tag color="warning">{t('cycle.paused')}</Tag>}
    </>
  );
}
