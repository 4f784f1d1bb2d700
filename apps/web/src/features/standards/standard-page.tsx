import { DiffOutlined, EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { holds, useMe } from '../../shared/session.js';
import { TabBar } from '../../shared/tab-bar.js';
import { DutyList } from './duty-list.js';
import { ExampleList } from './example-list.js';
import { KpiTable } from './kpi-table.js';
import './standards.css';
import { useToday } from '../../shared/today.js';
import { useVersions, type VersionSummary, versionInEffect, versionQuery, type WholeVersion } from './standards.js';
import { TryIt } from './try-it.js';
import { VersionList } from './version-list.js';

/** One standard: what it measures, by which rules, since when; and what a set of figures would come to. */
export function StandardPage() {
  const { standardId } = useParams({ from: '/shell/standards/$standardId' });
  const { version } = useSearch({ from: '/shell/standards/$standardId' });
  const versions = useVersions(standardId);
  const today = useToday();
  const inEffect = versionInEffect(versions.data ?? [], today);
  const shown = versions.data?.find((one) => one.version === version) ?? inEffect;
  const whole = useQuery({ ...versionQuery(standardId, shown?.version ?? 1), enabled: shown !== undefined });
  const error = versions.error ?? whole.error;
  if (error) return <ProblemAlert error={error} onRetry={() => void versions.refetch()} />;
  if (!whole.data || !versions.data) return <PageSkeleton />;
  return <Standard whole={whole.data} versions={versions.data} inEffect={inEffect} />;
}

interface StandardProps {
  readonly whole: WholeVersion;
  readonly versions: readonly VersionSummary[];
  readonly inEffect: VersionSummary | undefined;
}

function Standard({ whole, versions, inEffect }: StandardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/standards/$standardId' });
  const { standard, standardId } = whole;
  const show = (change: Partial<typeof search>) =>
    void navigate({
      to: '/standards/$standardId',
      params: { standardId },
      search: { ...search, ...change },
      replace: true,
    });
  const current = search.tab ?? 'kpis';
  const tabs = [
    {
      key: 'kpis',
      label: t('standards.kpis'),
      children: <KpiTable standard={standard} kind={search.kind} onKind={(kind) => show({ kind })} />,
    },
    { key: 'duties', label: t('standards.duties'), children: <DutyList standard={standard} /> },
    { key: 'examples', label: t('standards.examples'), children: <ExampleList standard={standard} /> },
    { key: 'try', label: t('standards.try.title'), children: <TryIt standard={standard} /> },
    {
      key: 'versions',
      label: t('standards.versions'),
      children: <VersionList versions={versions} inEffect={inEffect} />,
    },
  ] as const;
  return (
    <Page
      title={format.name(standard.names)}
      subtitle={t('standards.measures', {
        positions: Object.values(standard.positions)
          .map(({ names }) => format.name(names))
          .join(t('standards.listComma')),
      })}
      extra={<Actions whole={whole} versions={versions} onVersion={(version) => show({ version })} />}
    >
      <div className="stack">
        {whole.version !== inEffect?.version && inEffect && (
          <Alert
            type="info"
            showIcon
            title={
              whole.version > inEffect.version
                ? t('standards.takesEffect', { date: format.date(whole.effectiveFrom), version: inEffect.version })
                : t('standards.replaced', { version: inEffect.version })
            }
          />
        )}
        <div>
          <TabBar
            label={format.name(standard.names)}
            tabs={tabs}
            current={current}
            onChange={(key) => show({ tab: key === 'kpis' ? undefined : key })}
          />
          {tabs.find(({ key }) => key === current)?.children}
        </div>
      </div>
    </Page>
  );
}

interface ActionsProps {
  readonly whole: WholeVersion;
  readonly versions: readonly VersionSummary[];
  readonly onVersion: (version: number) => void;
}

function Actions({ whole: { standardId, version }, versions, onVersion }: ActionsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const before = versions.find((one) => one.version < version);
  return (
    <Flex gap="small" wrap>
      <Select
        aria-label={t('standards.chooseVersion')}
        value={version}
        options={versions.map((one) => ({
          value: one.version,
          label: t('standards.version', { version: one.version }),
        }))}
        onChange={onVersion}
      />
      {before && (
        <Link
          to="/standards/$standardId/comparison"
          params={{ standardId }}
          search={{ from: before.version, to: version }}
        >
          <Button icon={<DiffOutlined aria-hidden />} tabIndex={-1}>
            {t('standards.compare')}
          </Button>
        </Link>
      )}
      {holds(me, 'hr') && (
        <Link to="/standards/$standardId/next" params={{ standardId }}>
          <Button type="primary" icon={<EditOutlined aria-hidden />} tabIndex={-1}>
            {t('standards.next')}
          </Button>
        </Link>
      )}
    </Flex>
  );
}
