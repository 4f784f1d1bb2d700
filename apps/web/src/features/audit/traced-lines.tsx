import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';

export type TracedLine = ReplyOf<typeof cyclesHttp.appraisalTrace>['lines'][number];

/** Each score with the standard it was made by and the source rows it was made from. */
export function TracedLines({ lines, kpiName }: { lines: readonly TracedLine[]; kpiName: (kpiId: string) => string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const sourceName = useSourceName();
  const columns: readonly Column<TracedLine>[] = [
    { key: 'kpi', title: t('audit.kpi'), onPhone: 'title', render: ({ kpiId }) => kpiName(kpiId) },
    { key: 'run', title: t('audit.run'), align: 'right', render: ({ runNo }) => format.count(runNo) },
    { key: 'actual', title: t('audit.actual'), align: 'right', render: ({ actual }) => format.figure(actual, 4) },
    { key: 'score', title: t('audit.score'), align: 'right', render: ({ score }) => format.number(score) },
    {
      key: 'standard',
      title: t('audit.standard'),
      render: ({ standardId, standardVersion }) => (
        <Link to="/standards/$standardId" params={{ standardId }} search={{ version: standardVersion }}>
          {t('audit.standardVersion', { standard: words.standard(standardId), version: standardVersion })}
        </Link>
      ),
    },
    {
      key: 'rows',
      title: t('audit.sourceRows'),
      render: ({ sourceRows, observations }) => (
        <>
          {sourceRows.slice(0, 3).map((row) => (
            <div key={row.observationId} title={row.batchSha256}>
              {t('audit.sourceRow', {
                source: sourceName(row.sourceId),
                batch: row.batchNo,
                row: row.rowNo,
                value: format.figure(row.value, 4),
              })}
            </div>
          ))}
          {observations > 3 && <div className="quiet">{t('audit.rowsInAll', { count: observations })}</div>}
        </>
      ),
    },
  ];
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('audit.lines')}
      </Typography.Title>
      <PagedTable
        label={t('audit.lines')}
        columns={columns}
        list={wholeList(lines)}
        rowKey={(line) => `${line.runNo}/${line.segmentNo}/${line.kpiId}`}
        empty={t('audit.noLines')}
      />
    </section>
  );
}
