import { Card, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSource, SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useCycleEvents } from '../../shared/server-events.js';
import { Freshness } from './freshness.js';
import { HeldByReason } from './held-by-reason.js';
import { HeldCount } from './held-count.js';
import { LoadFigures } from './load-figures.js';
import { Reconciliations } from './reconciliations.js';
import { SignOff } from './sign-off.js';
import { useCycleSources } from './use-cycle-sources.js';

interface CollectionProps {
  readonly source: SourceDetail;
  readonly cycleId: string | undefined;
}

/** How a source stands in one cycle: what came, what was held, whether the totals agree, who answers for it. */
export function Collection({ source, cycleId }: CollectionProps) {
  const { t } = useTranslation();
  if (cycleId === undefined) return <EmptyState text={t('sources.noCycle')} />;
  return <CollectionOf source={source} cycleId={cycleId} />;
}

function CollectionOf({ source, cycleId }: { source: SourceDetail; cycleId: string }) {
  const { t } = useTranslation();
  const { sourceId } = source;
  useCycleEvents(cycleId, 'cycle-sources');
  const states = useCycleSources(cycleId);
  if (states.isPending) return <PageSkeleton />;
  if (states.error) return <ProblemAlert error={states.error} onRetry={() => void states.refetch()} />;
  const state = states.data.items.find((one) => one.sourceId === sourceId);
  if (!state) return <EmptyState text={t('sources.notOfCycle')} />;
  return (
    <div className="stack">
      <SignOff state={state} cycleId={cycleId} />
      <div className="source-columns">
        <Card size="small" title={t('sources.came')}>
          <Counts state={state} cycleId={cycleId} />
        </Card>
        <LoadFigures source={source} cycleId={cycleId} frozenAt={state.frozenAt} />
      </div>
      <HeldByReason state={state} cycleId={cycleId} />
      <Reconciliations state={state} />
    </div>
  );
}

function Counts({ state, cycleId }: { state: CycleSource; cycleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sourceId } = state;
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'loaded', label: t('source.loaded'), children: <Freshness at={state.lastLoadedAt} /> },
        { key: 'rows', label: t('source.rows'), children: format.count(state.rows) },
        { key: 'figures', label: t('sources.figures'), children: format.count(state.observations) },
        {
          key: 'held',
          label: t('source.quarantined'),
          children: <HeldCount sourceId={sourceId} cycle={cycleId} rows={state.quarantined} />,
        },
        {
          key: 'frozen',
          label: t('sources.cutOff'),
          children: state.frozenAt ? t('sources.frozenAt', { when: format.moment(state.frozenAt) }) : t('sources.open'),
        },
      ]}
    />
  );
}
