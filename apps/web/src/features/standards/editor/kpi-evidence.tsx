import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type KpiEvidence as Evidence, metricsHttp } from '../../../../../../libs/contracts/metrics/http.js';
import type { CycleKind } from '../../../../../../libs/contracts/values.js';
import type { StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { api } from '../../../shared/api.js';
import { none, useFormat } from '../../../shared/format.js';
import { wholeList } from '../../../shared/paged.js';
import { type Column, PagedTable } from '../../../shared/paged-table.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { findingsOf } from './kpi-findings.js';

interface KpiEvidenceProps {
  readonly standard: StandardVersion;
  readonly kind: CycleKind;
  readonly cycles: number;
}

/** How each KPI measured so far: what a revision begins with. */
export function KpiEvidence({ standard, kind, cycles }: KpiEvidenceProps) {
  const { t } = useTranslation();
  const { standardId } = standard;
  const evidence = useQuery({
    queryKey: ['standard-evidence', standardId, kind, cycles],
    queryFn: () => api(metricsHttp.standardEvidence, { params: { standardId }, query: { kind, cycles } }),
  });
  const columns = useColumns(standard);
  return (
    <Card size="small" title={t('standards.evidence.title', { count: evidence.data?.cycles ?? cycles })}>
      {evidence.isPending && <Skeleton active />}
      {evidence.error && <ProblemAlert error={evidence.error} onRetry={() => void evidence.refetch()} />}
      {evidence.data && (
        <PagedTable
          label={t('standards.evidence.label')}
          columns={columns}
          list={wholeList(evidence.data.items)}
          rowKey={({ kpiId }) => kpiId}
          empty={t('standards.evidence.none')}
        />
      )}
    </Card>
  );
}

function useColumns({ kpis }: StandardVersion): readonly Column<Evidence>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (value: string | null) => (value === null ? none : format.figure(value, 2));
  const share = (part: number, { results }: Evidence) =>
    results === 0 ? none : t('standards.evidence.percent', { value: format.figure(String((100 * part) / results), 0) });
  return [
    {
      key: 'kpi',
      title: t('standards.evidence.kpi'),
      onPhone: 'title',
      render: ({ kpiId }) => {
        const kpi = kpis.find((one) => one.kpiId === kpiId);
        return kpi ? format.name(kpi.names) : kpiId;
      },
    },
    {
      key: 'results',
      title: t('standards.evidence.results'),
      align: 'right',
      render: (one) => format.count(one.results),
    },
    { key: 'median', title: t('standards.evidence.median'), align: 'right', render: (one) => figure(one.median) },
    {
      key: 'range',
      title: t('standards.evidence.range'),
      align: 'right',
      render: ({ low, high }) => t('standards.evidence.fromTo', { low: figure(low), high: figure(high) }),
    },
    { key: 'cap', title: t('standards.evidence.atCap'), align: 'right', render: (one) => share(one.atCap, one) },
    { key: 'floor', title: t('standards.evidence.atFloor'), align: 'right', render: (one) => share(one.atFloor, one) },
    {
      key: 'missing',
      title: t('standards.evidence.missing'),
      align: 'right',
      render: (one) => share(one.missing, one),
    },
    {
      key: 'like',
      title: t('standards.evidence.correlation'),
      align: 'right',
      render: (one) => figure(one.correlation),
    },
    {
      key: 'says',
      title: t('standards.evidence.says'),
      render: (one) =>
        findingsOf(one).map((finding) => <Tag key={finding}>{t(`standards.evidence.finding.${finding}`)}</Tag>),
    },
  ];
}
