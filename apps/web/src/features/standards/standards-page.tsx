import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Flex, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { holds, useMe } from '../../shared/session.js';
import { effectiveWeights } from './effective-weights.js';
import { NewStandard } from './new-standard.js';
import { useStandardWords } from './standard-words.js';
import './standards.css';
import { type StandardSummary, useStandards, versionQuery, type WholeVersion } from './standards.js';

/** The library: which standard measures whom, by what, since when. */
export function StandardsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const standards = useStandards();
  const items = standards.data?.items ?? [];
  const versions = useQueries({
    queries: items.map(({ standardId, version }) => versionQuery(standardId, version)),
  });
  if (standards.isPending) return <PageSkeleton />;
  if (standards.error) return <ProblemAlert error={standards.error} onRetry={() => void standards.refetch()} />;
  return (
    <Page
      title={t('nav.standards')}
      subtitle={t('standards.subtitle')}
      extra={holds(me, 'hr') && <NewStandard existing={items} />}
    >
      {items.length === 0 ? (
        <EmptyState text={t('standards.none')} />
      ) : (
        <ul className="standard-cards">
          {items.map((summary, index) => (
            <StandardCard key={summary.standardId} summary={summary} whole={versions[index]?.data} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function StandardCard({ summary, whole }: { summary: StandardSummary; whole: WholeVersion | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { standardId, version, positions } = summary;
  return (
    <li className="card standard-card">
      <Flex justify="space-between" align="center" gap="small">
        <h2 className="standard-name">
          <Link to="/standards/$standardId" params={{ standardId }}>
            {format.name(summary.names)}
          </Link>
        </h2>
        <Tag>{t('standards.version', { version })}</Tag>
      </Flex>
      <p className="hint">{positions.map(({ names }) => format.name(names)).join(t('standards.listComma'))}</p>
      {whole ? <Weights whole={whole} /> : <Skeleton.Button active size="small" block />}
      <dl className="card-lines">
        <Line name={t('standards.kpis')} value={format.count(summary.kpiCount)} />
        <Line name={t('standards.duties')} value={format.count(summary.dutyCount)} />
        <Line name={t('standards.effectiveFrom')} value={format.date(summary.effectiveFrom)} />
      </dl>
    </li>
  );
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** Each KPI's share as a strip; the same is in words on the standard's page. */
function Weights({ whole: { standard } }: { whole: WholeVersion }) {
  const { t } = useTranslation();
  const words = useStandardWords();
  const { sumRaw, percentOf } = effectiveWeights(standard);
  return (
    <div>
      <div className="weight-strip" aria-hidden>
        {standard.kpis.map(({ kpiId }) => (
          <span key={kpiId} style={{ flexGrow: percentOf(kpiId) ?? 0 }} />
        ))}
      </div>
      <span className="quiet">{t('standards.sumToHundred', { sum: words.weight(sumRaw ?? '0') })}</span>
    </div>
  );
}
