import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Tabs, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { Batches } from './batches.js';
import { Collection } from './collection.js';
import { CycleSelect } from './cycle-select.js';
import { HeldRows } from './held-rows.js';
import { entryDatasets, ManualEntry } from './manual-entry.js';
import { type May, useMay } from './may.js';
import { SourceConfiguration } from './source-configuration.js';
import './sources.css';
import type { SourceTab } from './source-tabs.js';
import { useChosenCycle } from './use-chosen-cycle.js';

export function SourcePage() {
  const { sourceId } = useParams({ from: '/shell/sources/$sourceId' });
  const source = useQuery({
    queryKey: ['source', sourceId],
    queryFn: () => api(metricsHttp.getSource, { params: { sourceId } }),
  });
  if (source.isPending) return <PageSkeleton />;
  if (!source.data) return <ProblemAlert error={source.error} onRetry={() => void source.refetch()} />;
  return <SourceTabs source={source.data} />;
}

function SourceTabs({ source }: { source: SourceDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const search = useSearch({ from: '/shell/sources/$sourceId' });
  const navigate = useNavigate();
  const may = useMay(source.sourceId);
  const chosen = useChosenCycle(may.seeRows);
  const tabs = useTabs(source, may, chosen.cycleId);
  const tab = tabs.find(({ key }) => key === search.tab) ?? tabs[0];
  return (
    <Page
      title={format.name(source.names)}
      subtitle={
        <>
          {t(`sources.kind.${source.kind}`)} {!source.enabled && <Tag>{t('sources.disabled')}</Tag>}
        </>
      }
      extra={may.seeRows && <CycleSelect chosen={chosen} sourceId={source.sourceId} />}
    >
      <Tabs
        activeKey={tab?.key ?? 'configuration'}
        items={[...tabs]}
        destroyOnHidden
        onChange={(key) =>
          void navigate({
            to: '/sources/$sourceId',
            params: { sourceId: source.sourceId },
            search: { ...(search.cycle ? { cycle: search.cycle } : {}), tab: key as SourceTab },
          })
        }
      />
    </Page>
  );
}

/** Only what the reader may see and do here. */
function useTabs(source: SourceDetail, may: May, cycleId: string | undefined) {
  const { t } = useTranslation();
  const { sourceId } = source;
  const all = [
    { key: 'cycle' as const, shown: may.seeRows, children: () => <Collection source={source} cycleId={cycleId} /> },
    { key: 'held' as const, shown: may.seeRows, children: () => <HeldRows source={source} cycleId={cycleId} /> },
    { key: 'batches' as const, shown: true, children: () => <Batches sourceId={sourceId} /> },
    {
      key: 'entry' as const,
      shown: may.answer && cycleId !== undefined && entryDatasets(source.configuration).length > 0,
      children: () => <ManualEntry source={source} cycleId={cycleId ?? ''} />,
    },
    { key: 'configuration' as const, shown: true, children: () => <SourceConfiguration source={source} /> },
  ];
  return all
    .filter(({ shown }) => shown)
    .map(({ key, children }) => ({ key, label: t(`sources.tab.${key}`), children: children() }));
}
