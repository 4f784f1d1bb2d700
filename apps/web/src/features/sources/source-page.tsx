import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Tag } from 'antd';
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
import { LoadedRows } from './loaded-rows.js';
import { entryDatasets, ManualEntry } from './manual-entry.js';
import { type May, useMay } from './may.js';
import { SourceConfiguration } from './source-configuration.js';
import './sources.css';
import { TabLinks } from './tab-links.js';
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
  const may = useMay(source.sourceId);
  const chosen = useChosenCycle(may.seeRows);
  const tabs = tabsOf(source, may, chosen.cycleId);
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
      <TabLinks source={source} tabs={tabs.map(({ key }) => key)} current={tab?.key} />
      {tab?.children()}
    </Page>
  );
}

/** Only what the reader may see and do here. */
function tabsOf(source: SourceDetail, may: May, cycleId: string | undefined) {
  const { sourceId } = source;
  const all = [
    { key: 'cycle' as const, shown: may.seeRows, children: () => <Collection source={source} cycleId={cycleId} /> },
    { key: 'held' as const, shown: may.seeRows, children: () => <HeldRows source={source} cycleId={cycleId} /> },
    { key: 'rows' as const, shown: may.seeRows, children: () => <LoadedRows source={source} cycleId={cycleId} /> },
    { key: 'batches' as const, shown: true, children: () => <Batches sourceId={sourceId} /> },
    {
      key: 'entry' as const,
      shown: may.answer && cycleId !== undefined && entryDatasets(source.configuration).length > 0,
      children: () => <ManualEntry source={source} cycleId={cycleId ?? ''} />,
    },
    { key: 'configuration' as const, shown: true, children: () => <SourceConfiguration source={source} /> },
  ];
  return all.filter(({ shown }) => shown);
}
