import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** Green from the left, red from the right, n of total between. */
export function BatchBar({ total, succeeded, failed }: { total: number; succeeded: number; failed: number }) {
  const { t } = useTranslation();
  const label = t('batch.outcome', { succeeded, failed });
  return (
    <div className="batch">
      <div
        className="batch-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={succeeded + failed}
      >
        <span className="batch-done" style={{ width: `${(100 * succeeded) / total}%` }} />
        <span className="batch-failed" style={{ width: `${(100 * failed) / total}%` }} />
      </div>
      <Flex justify="space-between">
        <Typography.Text>{t('batch.progress', { done: succeeded + failed, total })}</Typography.Text>
        <Typography.Text type="secondary">{label}</Typography.Text>
      </Flex>
    </div>
  );
}
