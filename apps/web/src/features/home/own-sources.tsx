import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceSummary } from '../../../../../libs/contracts/metrics/http.js';
import { dateIn } from '../../../../../libs/domain/calendar/zone.js';
import { api } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { useTimeZone } from '../../shared/time-zone.js';
import { useWords } from '../../shared/words.js';
import type { Overview } from './use-home.js';

type Unsigned = Overview['unsigned'][number];

/** A data owner's sources: what is not signed off, what was held back, and what has not been loaded since the period ended. */
export function OwnSources({ unsigned }: { unsigned: readonly Unsigned[] }) {
  const { t } = useTranslation();
  const sources = useQuery({ queryKey: ['sources'], queryFn: () => api(metricsHttp.listSources, {}) });
  return (
    <Card size="small" title={<h2 className="card-heading">{t('home.sources')}</h2>}>
      {sources.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {sources.error && <ProblemAlert error={sources.error} onRetry={() => void sources.refetch()} />}
      <ul className="home-rows">
        {sources.data?.items.map((source) => (
          <Row
            key={source.sourceId}
            source={source}
            unsigned={unsigned.filter(({ sourceId }) => sourceId === source.sourceId)}
          />
        ))}
      </ul>
    </Card>
  );
}

function Row({ source, unsigned }: { source: SourceSummary; unsigned: readonly Unsigned[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const zone = useTimeZone();
  const { sourceId, names, lastLoadedAt, quarantined } = source;
  const loadedOn = lastLoadedAt === null ? '' : dateIn(zone, lastLoadedAt);
  const stale = unsigned.some(({ period }) => loadedOn < period.to);
  return (
    <li>
      <div>
        <Link to="/sources/$sourceId" params={{ sourceId }}>
          {format.name(names)}
        </Link>
        <ul className="plain-list">
          {unsigned.map((cycle) => (
            <li key={cycle.cycleId} className="warns">
              <Link to="/sources/$sourceId" params={{ sourceId }} search={{ cycle: cycle.cycleId }}>
                {t('home.unsigned', { cycle: words.cycle(cycle), when: format.moment(cycle.cutOffAt) })}
              </Link>
            </li>
          ))}
          {quarantined > 0 && (
            <li>
              <Link to="/sources/$sourceId" params={{ sourceId }} search={{ tab: 'held' }}>
                {t('home.heldRows', { count: quarantined })}
              </Link>
            </li>
          )}
          {stale && <li className="warns">{t('home.stale')}</li>}
          <li className="quiet">
            {lastLoadedAt === null ? t('source.notLoaded') : t('home.loaded', { when: format.moment(lastLoadedAt) })}
          </li>
        </ul>
      </div>
    </li>
  );
}
