import { Descriptions, Drawer, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';

export type EvidenceItem = ReplyOf<typeof cyclesHttp.lineEvidence>['items'][number];

interface Cell {
  readonly column: string;
  readonly value: string;
  readonly corrected: string | null;
}

/** The end of the way from a total: one row as its source delivered it, and the batch that proves it. */
export function SourceRow({ item, title, onClose }: { item: EvidenceItem; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cells: readonly Cell[] = Object.entries(item.sourceRow).map(([column, value]) => ({
    column,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    corrected: item.correction?.values[column] ?? null,
  }));
  const columns: readonly Column<Cell>[] = [
    { key: 'column', title: t('evidence.column'), onPhone: 'title', render: ({ column }) => <code>{column}</code> },
    { key: 'value', title: t('evidence.asItCame'), render: ({ value }) => <span className="digits">{value}</span> },
    ...(item.correction
      ? [{ key: 'corrected', title: t('evidence.corrected'), render: ({ corrected }: Cell) => corrected ?? '' }]
      : []),
  ];
  return (
    <Drawer open title={title} size="large" onClose={onClose}>
      <div className="stack">
        <PagedTable
          label={t('evidence.rowTitle')}
          columns={columns}
          list={wholeList(cells)}
          rowKey={({ column }) => column}
          empty=""
        />
        {item.correction?.reason && (
          <Typography.Text>{t('evidence.correctionReason', { reason: item.correction.reason })}</Typography.Text>
        )}
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'dataset', label: t('evidence.dataset'), children: <code>{item.datasetId}</code> },
            { key: 'loaded', label: t('evidence.loaded'), children: format.moment(item.loadedAt) },
            {
              key: 'hash',
              label: t('evidence.hash'),
              children: <code className="digits">{item.batchSha256}</code>,
            },
          ]}
        />
      </div>
    </Drawer>
  );
}
