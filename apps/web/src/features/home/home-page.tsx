import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { announce } from '../../shared/live-region.js';
import { Page } from '../../shared/page.js';
import { PageSkeleton } from '../../shared/page-skeleton.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { holds, useMe } from '../../shared/session.js';
import { useToday } from '../../shared/today.js';
import { Figures } from './figures.js';
import { Held } from './held.js';
import './home.css';
import { History } from './history.js';
import { NextDates } from './next-dates.js';
import { OwnAppraisals } from './own-appraisals.js';
import { OwnSources } from './own-sources.js';
import { RunningCycles } from './running-cycles.js';
import { ToDo } from './to-do.js';
import { type Overview, type TaskPage, useHome } from './use-home.js';

/** What waits for me, what is late in what I answer for, and what comes next. */
export function HomePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const today = useToday();
  const { tasks, overview, live } = useHome();
  useCountsSaid(tasks.data);
  return (
    <Page
      title={t('nav.home')}
      subtitle={t('home.greeting', { name: me.person?.name ?? me.login, today: format.date(today) })}
    >
      {tasks.error && <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {overview.error && <ProblemAlert error={overview.error} onRetry={() => void overview.refetch()} />}
      {tasks.isPending || overview.isPending ? (
        <PageSkeleton />
      ) : (
        <Parts tasks={tasks.data} overview={overview.data} live={live} />
      )}
    </Page>
  );
}

interface PartsProps {
  readonly tasks: TaskPage | undefined;
  readonly overview: Overview | undefined;
  readonly live: boolean;
}

/** They come together, so that nothing moves once it is there; what other services tell stands last. */
function Parts({ tasks, overview, live }: PartsProps) {
  const me = useMe();
  const { cycles = [], held = null } = overview ?? {};
  const seesPeople = cycles.some(({ people }) => people > 0);
  // An auditor sees them and answers for none.
  const answeredFor = seesPeople && (holds(me, 'hr') || me.isManager) ? held : null;
  return (
    <div className="stack">
      {tasks && <Figures groups={tasks.groups} total={tasks.total} held={answeredFor} />}
      <div className="home-columns">
        <div className="stack">
          {tasks && <ToDo tasks={tasks} />}
          {answeredFor && <Held held={answeredFor} everybody={holds(me, 'hr', 'auditor')} />}
          {seesPeople && <RunningCycles cycles={cycles} live={live} />}
          {holds(me, 'auditor') && <History />}
        </div>
        {overview && (
          <div className="stack">
            {(overview.own.length > 0 || !seesPeople) && (
              <OwnAppraisals own={overview.own} lastResult={overview.lastResult} />
            )}
            <NextDates dates={overview.dates} />
            {holds(me, 'data_owner') && <OwnSources unsigned={overview.unsigned} />}
          </div>
        )}
      </div>
    </div>
  );
}

function useCountsSaid(tasks: TaskPage | undefined): void {
  const { t } = useTranslation();
  const said = tasks && t('tasks.announce', { total: tasks.total, overdue: tasks.groups.overdue });
  useEffect(() => {
    if (said) announce(said);
  }, [said]);
}
