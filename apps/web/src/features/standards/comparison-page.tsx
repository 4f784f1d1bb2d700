import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { DiffView } from './diff-view.js';
import './standards.css';
import { useVersions, type VersionSummary, versionQuery } from './standards.js';

/** Two versions of a standard side by side, only where they differ, in words. */
export function ComparisonPage() {
  const { standardId } = useParams({ from: '/shell/standards/$standardId/comparison' });
  const search = useSearch({ from: '/shell/standards/$standardId/comparison' });
  const versions = useVersions(standardId);
  const newest = versions.data?.[0]?.version;
  const to = search.to ?? newest ?? 1;
  const from = search.from ?? Math.max(1, to - 1);
  const before = useQuery({ ...versionQuery(standardId, from), enabled: newest !== undefined });
  const after = useQuery({ ...versionQuery(standardId, to), enabled: newest !== undefined });
  const error = versions.error ?? before.error ?? after.error;
  const { t } = useTranslation();
  const format = useFormat();
  if (error) return <ProblemAlert error={error} />;
  if (!versions.data || !before.data || !after.data) return <PageSkeleton />;
  return (
    <Page
      title={t('standards.comparisonOf', { standard: format.name(after.data.standard.names) })}
      subtitle={after.data.reason}
      extra={
        <Link to="/standards/$standardId" params={{ standardId }} search={{ version: to }}>
          <Button tabIndex={-1}>{t('standards.backToStandard')}</Button>
        </Link>
      }
    >
      <div className="stack">
        <VersionChoice standardId={standardId} versions={versions.data} from={from} to={to} />
        <DiffView before={before.data.standard} after={after.data.standard} />
      </div>
    </Page>
  );
}

interface VersionChoiceProps {
  readonly standardId: string;
  readonly versions: readonly VersionSummary[];
  readonly from: number;
  readonly to: number;
}

function VersionChoice({ standardId, versions, from, to }: VersionChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const options = versions.map(({ version, effectiveFrom }) => ({
    value: version,
    label: t('standards.versionFrom', { version, date: format.date(effectiveFrom) }),
  }));
  const show = (search: { from: number; to: number }) =>
    void navigate({ to: '/standards/$standardId/comparison', params: { standardId }, search, replace: true });
  return (
    <Flex gap="small" align="center" wrap>
      <Select
        aria-label={t('standards.before')}
        value={from}
        options={options}
        onChange={(value) => show({ from: value, to })}
        popupMatchSelectWidth={false}
      />
      <span aria-hidden>→</span>
      <Select
        aria-label={t('standards.after')}
        value={to}
        options={options}
        onChange={(value) => show({ from, to: value })}
        popupMatchSelectWidth={false}
      />
    </Flex>
  );
}
