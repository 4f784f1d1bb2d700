import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Card } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { AppraisalState, CycleState } from '../../../../../libs/domain/cycle/stages.js';
import { api } from '../../shared/api.js';
import { Share } from '../../shared/cycle/share.js';

/** From the launch until people have their first score, a cycle works by itself: this is how far it is. */
const underWay: readonly CycleState[] = ['launching', 'collecting', 'scoring'];
/** Launching and scoring last seconds; a collection lasts days and tells by itself when it moves. */
const askEveryMs: Partial<Record<CycleState, number>> = { launching: 1_000, scoring: 1_000, collecting: 3_000 };

export function LaunchProgress({ cycle }: { cycle: CycleDetail }) {
  return underWay.includes(cycle.state) && cycle.pausedAt === null ? <Progress cycle={cycle} /> : null;
}

function Progress({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const { of } = useSearch({ from: '/shell/cycles/$cycleId' });
  const progress = useProgress(cycle);
  const state = progress?.state ?? cycle.state;
  const people = progress?.people ?? cycle.people;
  const expected = Math.max(people, of ?? 0);
  const { sources } = cycle;
  const loaded = sources.filter(({ lastLoadedAt }) => lastLoadedAt !== null).length;
  const signed = sources.filter(({ signedOffAt }) => signedOffAt !== null).length;
  const stages = progress?.stages ?? cycle.stages;
  const gone = peopleIn(stages, 'excluded', 'cancelled');
  const scored = people - gone - peopleIn(stages, 'collecting');
  const parts = [
    { key: 'people', part: people, whole: expected },
    { key: 'loaded', part: loaded, whole: sources.length },
    { key: 'signed', part: signed, whole: sources.length },
    { key: 'scored', part: scored, whole: expected - gone },
  ] as const;
  return (
    <Card size="small" title={t(`cycle.under.${state === 'launching' ? 'launching' : 'collecting'}`)}>
      <dl className="launch-progress">
        {parts.map(({ key, part, whole }) => (
          <div key={key}>
            <dt>{t(`cycle.progressOf.${key}`)}</dt>
            <dd>
              {whole === 0 ? (
                <span className="quiet">{t('cycle.progressWaits')}</span>
              ) : (
                <Share part={part} whole={whole} label={t(`cycle.progressOf.${key}`)} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t(`cycle.underMeans.${state === 'launching' ? 'launching' : 'collecting'}`)}</p>
    </Card>
  );
}

function peopleIn(stages: CycleDetail['stages'], ...among: readonly AppraisalState[]): number {
  return stages.filter(({ stage }) => among.includes(stage)).reduce((sum, { people }) => sum + people, 0);
}

/** Small enough to ask every second; the board itself is read again when the state has moved on. */
function useProgress({ cycleId, state }: CycleDetail) {
  const queries = useQueryClient();
  const progress = useQuery({
    queryKey: ['cycle-progress', cycleId],
    queryFn: () => api(cyclesHttp.cycleProgress, { params: { cycleId } }),
    refetchInterval: askEveryMs[state] ?? false,
  });
  const moved = progress.data !== undefined && progress.data.state !== state;
  useEffect(() => {
    if (moved) void queries.invalidateQueries({ queryKey: ['cycle', cycleId] });
  }, [moved, queries, cycleId]);
  return progress.data;
}
