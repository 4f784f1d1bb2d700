import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** A page whose content is on its way. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true" role="status" aria-label={t('list.loading')}>
      <Skeleton active title={{ width: 240 }} paragraph={{ rows: 1, width: 320 }} />
      <Skeleton active title={false} paragraph={{ rows: 6 }} />
    </div>
  );
}
