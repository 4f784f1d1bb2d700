import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AppraisalRow } from '../../../../../libs/contracts/cycles/http.js';
import { Grade } from '../../shared/appraisal/grade.js';
import { useFormat } from '../../shared/format.js';
import type { Paged } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';

export function EarlierResults({ list }: { list: Paged<AppraisalRow> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const columns: Column<AppraisalRow>[] = [
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
    { key: 'stage', title: t('mine.stage'), render: (row) => t(`appraisalStage.${row.stage}`) },
    {
      key: 'total',
      title: t('score.total'),
      align: 'right',
      render: (row) => (row.released ? format.number(row.total) : t('results.notReleased')),
    },
    { key: 'grade', title: t('score.grade'), render: (row) => <Grade row={row} /> },
  ];
  return (
    <PagedTable
      label={t('mine.earlier')}
      columns={columns}
      list={list}
      rowKey={({ appraisalId }) => appraisalId}
      empty={t('results.none')}
    />
  );
}
