import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { Share } from '../../shared/cycle/share.js';
import { useFormat } from '../../shared/format.js';

interface DateOfCycle {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  /** It has happened: the date is no longer awaited. */
  readonly done: boolean;
}

/** The cycle's deadlines and what falls due next, in order of time. */
export function NextDates({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const dates = useDates(cycle);
  return (
    <Card title={t('cycle.deadlines')} size="small">
      {cycle.people > 0 && <Share part={cycle.finished} whole={cycle.people} label={t('cycle.finished')} />}
      <ol className="dates">
        {dates.map(({ key, at, what, done }) => (
          <li key={key} className={done ? 'quiet' : undefined}>
            <span>{what}</span>
            <span className="dates-when">
              {!done && (
                <strong className={Date.parse(at) < Date.now() ? 'bad' : undefined}>{format.relative(at)}</strong>
              )}{' '}
              <span className="quiet">{format.moment(at)}</span>
            </span>
          </li>
        ))}
      </ol>
      {cycle.deadlines.provisional && <p className="warns">{t('cycle.provisional')}</p>}
      <p className="hint quiet">{t('cycle.ownedBy', { name: cycle.owner.name })}</p>
    </Card>
  );
}

function useDates({ launchedAt, frozenAt, deadlines, tasks, signedOffAt, state }: CycleDetail): readonly DateOfCycle[] {
  const { t } = useTranslation();
  const over = state === 'closed' || state === 'cancelled';
  const published = over || state === 'signing_off';
  const dates: readonly DateOfCycle[] = [
    { key: 'launched', at: launchedAt, what: t('cycle.launched'), done: true },
    frozenAt
      ? { key: 'cutOff', at: frozenAt, what: t('cycle.isCutOff'), done: true }
      : { key: 'cutOff', at: deadlines.cutOffAt, what: t('cycle.cutOff'), done: over },
    { key: 'report', at: deadlines.reportDueAt, what: t('cycle.reportDue'), done: published },
    ...tasks.flatMap(({ stage, open, nextDueAt }) =>
      open > 0 && nextDueAt
        ? [{ key: stage, at: nextDueAt, what: t('cycle.nextOf', { stage: t(`stage.${stage}`) }), done: false }]
        : [],
    ),
    ...(signedOffAt ? [{ key: 'signed', at: signedOffAt, what: t('cycle.isSignedOff'), done: true }] : []),
  ];
  return dates.toSorted((a, b) => a.at.localeCompare(b.at));
}
