import { CheckOutlined, WarningOutlined } from '@ant-design/icons';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalibrationSession } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useQuotaWords } from './quota-words.js';
import type { Quota } from './session.js';

/** Each grade's quota in words: what it allows in whole people, how many there are, and whether it binds. */
export function Quotas({ session }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useQuotaWords();
  if (!session.whole) return null;
  const columns: readonly Column<Quota>[] = [
    { key: 'grade', title: t('score.grade'), onPhone: 'title', render: ({ grade }) => grade },
    { key: 'rule', title: t('calibration.quota'), render: words.rule },
    { key: 'allowed', title: t('calibration.allowed'), render: words.allowed },
    { key: 'now', title: t('calibration.now'), align: 'right', render: ({ actual }) => format.count(actual) },
    { key: 'state', title: t('cycle.state'), render: (quota) => <Kept quota={quota} /> },
  ];
  return (
    <Card size="small" title={t('calibration.quotas')}>
      <PagedTable
        label={t('calibration.quotas')}
        columns={columns}
        list={wholeList(session.quotas)}
        rowKey={({ grade }) => grade}
        empty={t('calibration.noQuotas')}
      />
    </Card>
  );
}

function Kept({ quota: { ok, mode } }: { quota: Quota }) {
  const { t } = useTranslation();
  return ok ? (
    <Mark tone="good" icon={<CheckOutlined aria-hidden />}>
      {t('calibration.kept')}
    </Mark>
  ) : (
    <Mark tone="bad" icon={<WarningOutlined aria-hidden />}>
      {t(`calibration.broken.${mode}`)}
    </Mark>
  );
}
