import { Typography } from 'antd';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { EmptyState } from '../../shared/empty-state.js';
import { Mark } from '../../shared/mark.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { type DiffRow, useDiffRows } from './diff-rows.js';
import { diffStandards, isEmptyDiff } from './standard-diff.js';
import { WeightShift } from './weight-shift.js';

/** Everything that differs between two versions, and what that does to the weights of what stayed. */
export function DiffView({ before, after }: { before: StandardVersion; after: StandardVersion }) {
  const { t } = useTranslation();
  const diff = diffStandards(before, after);
  const rows = useDiffRows(before, after, diff);
  if (isEmptyDiff(diff)) return <EmptyState text={t('standards.noChanges')} />;
  return (
    <div className="stack">
      <section>
        <Typography.Title level={2} className="section-title">
          {t('standards.changesCount', { count: rows.length })}
        </Typography.Title>
        <DiffTable rows={rows} label={t('standards.changes')} />
      </section>
      <WeightShift before={before} after={after} />
    </div>
  );
}

function DiffTable({ rows, label }: { rows: readonly DiffRow[]; label: string }) {
  const { t } = useTranslation();
  const columns: readonly Column<DiffRow>[] = [
    {
      key: 'what',
      title: t('standards.item'),
      onPhone: 'title',
      render: (row) => (
        <>
          <span className="kpi-name">{row.name}</span> <Kind kind={row.kind} />
          <div className="quiet">{row.what}</div>
        </>
      ),
    },
    { key: 'before', title: t('standards.before'), render: (row) => sided(row.before, 'changed-from') },
    { key: 'after', title: t('standards.after'), render: (row) => sided(row.after, 'changed-to') },
  ];
  return (
    <PagedTable
      label={label}
      columns={columns}
      list={wholeList(rows)}
      rowKey={(row) => row.key}
      empty={t('standards.noChanges')}
    />
  );
}

const sided = (text: string | null, className: string): ReactNode =>
  text === null ? '—' : <span className={className}>{text}</span>;

const tones = { added: 'good', removed: 'bad', changed: 'plain' } as const;

function Kind({ kind }: Pick<DiffRow, 'kind'>) {
  const { t } = useTranslation();
  return <Mark tone={tones[kind]}>{t(`standards.change.${kind}`)}</Mark>;
}
