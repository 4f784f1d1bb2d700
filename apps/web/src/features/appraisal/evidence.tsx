import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesHttp, type SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';
import { type EvidenceItem, SourceRow } from './source-row.js';

/** The observations behind a line; each opens to the source's own row. */
export function Evidence({ appraisalId, line }: { appraisalId: string; line: SheetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const sourceName = useSourceName();
  const [shown, setShown] = useState<EvidenceItem | null>(null);
  const { segmentNo, kpiId } = line;
  const list = usePaged<EvidenceItem, ReplyOf<typeof cyclesHttp.lineEvidence>>(
    ['evidence', appraisalId, segmentNo, kpiId],
    (cursor) =>
      api(cyclesHttp.lineEvidence, { params: { appraisalId, segmentNo, kpiId }, query: { cursor, limit: 10 } }),
  );
  const placeOf = (row: EvidenceItem) =>
    t('evidence.batchRow', { source: sourceName(row.sourceId), batch: row.batchNo, row: row.rowNo });
  const columns: readonly Column<EvidenceItem>[] = [
    { key: 'date', title: t('evidence.date'), onPhone: 'title', render: ({ occurredOn }) => format.date(occurredOn) },
    { key: 'input', title: t('evidence.input'), render: ({ inputId }) => words.input(inputId) },
    { key: 'value', title: t('evidence.value'), align: 'right', render: ({ value }) => format.figure(value, 6) },
    {
      key: 'batch',
      title: t('evidence.batch'),
      render: (row) => (
        <Button type="link" size="small" className="inline-link" onClick={() => setShown(row)}>
          {placeOf(row)}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PagedTable
        label={t('sheet.evidence')}
        columns={columns}
        list={list}
        rowKey={(row) => row.observationId}
        empty={t('evidence.none')}
      />
      {shown && <SourceRow item={shown} title={placeOf(shown)} onClose={() => setShown(null)} />}
    </>
  );
}
