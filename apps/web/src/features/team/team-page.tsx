import './team.css';
import { getRouteApi } from '@tanstack/react-router';
import { Flex, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleSummary } from '../../../../../libs/contracts/cycles/http.js';
import { EmptyState } from '../../shared/empty-state.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { holds, useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';
import { Groups } from './groups.js';
import { HeatMap } from './heat-map.js';
import { Overview } from './overview.js';
import { useScoredCycles } from './statistics.js';
import { type TeamView, teamViews } from './views.js';

const route = getRouteApi('/shell/team');

/** The figures of a cycle taken together: of the company for HR and auditors, of their own people for a manager. */
export function TeamPage() {
  const { t } = useTranslation();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const cycles = useScoredCycles();
  if (cycles.isPending) return <PageSkeleton />;
  if (cycles.error) return <ProblemAlert error={cycles.error} onRetry={() => void cycles.refetch()} />;
  const cycle = cycles.data.find(({ cycleId }) => cycleId === search.cycle) ?? cycles.data[0];
  const company = holds(me, 'hr', 'auditor');
  return (
    <Page
      title={t(company ? 'team.titleCompany' : 'team.titleTeam')}
      subtitle={t(company ? 'team.subtitleCompany' : 'team.subtitleTeam')}
      extra={
        cycle && (
          <CyclePicker
            cycles={cycles.data}
            chosen={cycle}
            onChoose={(cycleId) => void navigate({ search: { view: search.view, cycle: cycleId } })}
          />
        )
      }
    >
      {cycle ? (
        <div className="stack">
          <ViewSwitch view={search.view} onSwitch={(view) => void navigate({ search: { ...search, view } })} />
          <View cycle={cycle} view={search.view} />
        </div>
      ) : (
        <EmptyState text={t('team.none')} />
      )}
    </Page>
  );
}

function View({ cycle, view }: { cycle: CycleSummary; view: TeamView | undefined }) {
  switch (view) {
    case undefined:
      return <Overview cycle={cycle} />;
    case 'groups':
      return <Groups cycle={cycle} />;
    case 'people':
      return <HeatMap cycle={cycle} />;
  }
}

function ViewSwitch({ view, onSwitch }: { view: TeamView | undefined; onSwitch: (view?: TeamView) => void }) {
  const { t } = useTranslation();
  const options = ['overview', ...teamViews].map((value) => ({ value, label: t(`team.view.${value}`) }));
  return (
    <Flex>
      <Segmented
        aria-label={t('team.viewLabel')}
        options={options}
        value={view ?? 'overview'}
        onChange={(chosen) => onSwitch(teamViews.find((known) => known === chosen))}
      />
    </Flex>
  );
}

interface CyclePickerProps {
  readonly cycles: readonly CycleSummary[];
  readonly chosen: CycleSummary;
  readonly onChoose: (cycleId: string) => void;
}

function CyclePicker({ cycles, chosen, onChoose }: CyclePickerProps) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Select
      aria-label={t('cycle.cycle')}
      value={chosen.cycleId}
      onChange={onChoose}
      options={cycles.map((cycle) => ({ value: cycle.cycleId, label: words.cycle(cycle) }))}
      popupMatchSelectWidth={false}
      style={{ minWidth: 200 }}
    />
  );
}
