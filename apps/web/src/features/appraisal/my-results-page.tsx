import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppraisalRow, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';
import { Chart } from '../../shared/chart/chart.js';
import { none, useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { usePaged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';

/** My own appraisals, the newest period first. */
export function MyResultsPage() {
  const { t } = useTranslation();
  const columns = useColumns();
  const results = usePaged(['results'], (cursor) => api(cyclesHttp.listMyResults, { query: { cursor, limit: 50 } }));
  return (
    <Page title={t('nav.results')}>
      <div className="stack">
        <PagedTable
          label={t('nav.results')}
          columns={columns}
          list={results}
          rowKey={(row) => row.appraisalId}
          empty={t('results.none')}
        />
        <Trend rows={results.rows} />
      </div>
    </Page>
  );
}

function useColumns(): readonly Column<AppraisalRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return [
    {
      key: 'cycle',
      title: t('cycle.cycle'),
      onPhone: 'title',
      render: (row) => (
        <Link to="/appraisals/$appraisalId" params={{ appraisalId: row.appraisalId }}>
          {words.cycle(row)}
        </Link>
      ),
    },
    { key: 'position', title: t('person.position'), render: ({ person }) => format.name(person.positionNames) },
    { key: 'manager', title: t('person.manager'), render: ({ manager }) => manager?.name ?? none },
    { key: 'stage', title: t('results.stage'), render: ({ stage }) => <Tag>{t(`appraisalStage.${stage}`)}</Tag> },
    {
      key: 'total',
      title: t('score.total'),
      align: 'right',
      render: ({ released, total }) => (released ? format.number(total) : t('results.notReleased')),
    },
    { key: 'grade', title: t('score.grade'), render: ({ grade }) => (grade ? <Tag>{grade}</Tag> : none) },
  ];
}

/** Months beside months: from two results on there is something to compare. */
function Trend({ rows }: { rows: readonly AppraisalRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const months = useMemo(
    () =>
      rows
        .filter(({ kind, total }) => kind === 'month' && total !== null)
        .toSorted((a, b) => a.period.from.localeCompare(b.period.from)),
    [rows],
  );
  const option = useMemo(
    () => ({
      grid: { left: 48, right: 16, top: 16, bottom: 32 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: months.map(({ period }) => format.month(period.from)) },
      yAxis: { type: 'value', min: 0, max: 120 },
      series: [{ type: 'line', data: months.map(({ total }) => Number(total)), symbolSize: 8 }],
    }),
    [months, format],
  );
  const [first, last] = [months[0], months.at(-1)];
  if (months.length < 2 || !first || !last) return null;
  return (
    <Chart
      title={t('results.trend')}
      description={t('results.trendText', {
        from: format.month(first.period.from),
        to: format.month(last.period.from),
        latest: format.number(last.total),
      })}
      option={option}
      table={{
        columns: [t('cycle.cycle'), t('score.total'), t('score.grade')],
        rows: months.map(({ period, total, grade }) => [
          format.month(period.from),
          format.number(total),
          grade ?? none,
        ]),
      }}
    />
  );
}
