import { CheckCircleOutlined, ExclamationCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSource } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';

type Line = CycleSource['reconciliations'][number];

/** The source's own totals beside ours; what does not add up comes first. */
export function Reconciliations({ state }: { state: CycleSource }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const columns: readonly Column<Line>[] = [
    {
      key: 'measure',
      title: t('sources.measure'),
      onPhone: 'title',
      render: ({ measure }) => (measure === 'rows' ? t('source.rows') : words.input(measure)),
    },
    {
      key: 'theirs',
      title: t('sources.theirTotal'),
      align: 'right',
      render: (line) => format.figure(line.sourceTotal),
    },
    { key: 'ours', title: t('sources.ourTotal'), align: 'right', render: (line) => format.figure(line.loadedTotal) },
    {
      key: 'held',
      title: t('sources.heldTotal'),
      align: 'right',
      render: (line) => format.figure(line.quarantinedTotal),
    },
    {
      key: 'difference',
      title: t('sources.difference'),
      align: 'right',
      render: (line) => format.figure(line.difference),
    },
    { key: 'explained', title: t('sources.explained'), render: ({ explained }) => <Explained explained={explained} /> },
  ];
  const lines = state.reconciliations.toSorted((a, b) => rank(a) - rank(b));
  return (
    <Card size="small" title={t('sources.reconciliation')}>
      <PagedTable
        label={t('sources.reconciliation')}
        columns={columns}
        list={wholeList(lines)}
        rowKey={({ datasetId, measure }) => `${datasetId}/${measure}`}
        empty={t('sources.noTotals')}
      />
    </Card>
  );
}

const rank = ({ explained }: Line): number => (explained === null ? 0 : explained === 'agrees' ? 2 : 1);

function Explained({ explained }: { explained: string | null }) {
  const { t } = useTranslation();
  if (explained === null) {
    return (
      <span className="bad">
        <ExclamationCircleOutlined aria-hidden /> {t('sources.notExplained')}
      </span>
    );
  }
  if (explained === 'agrees') {
    return (
      <span className="good">
        <CheckCircleOutlined aria-hidden /> {t('sources.agrees')}
      </span>
    );
  }
  return (
    <span>
      <InfoCircleOutlined aria-hidden /> {t('sources.heldExplains')}
    </span>
  );
}
