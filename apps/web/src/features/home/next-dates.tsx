import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NextDate } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';

/** What falls due next, in the company's time. */
export function NextDates({ dates }: { dates: readonly NextDate[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const nameOf = useDateName();
  return (
    <Card size="small" title={<h2 className="card-heading">{t('home.dates')}</h2>}>
      {dates.length === 0 && <p className="hint">{t('home.noDates')}</p>}
      <ol className="dates">
        {dates.map((date) => (
          <li key={`${date.cycleId}/${date.what}`}>
            <span>
              {nameOf(date)}{' '}
              <Link to="/cycles/$cycleId" params={{ cycleId: date.cycleId }} className="quiet">
                {words.cycle(date)}
              </Link>
            </span>
            <span className="dates-when">
              <strong className={Date.parse(date.at) < Date.now() ? 'bad' : undefined}>
                {format.relative(date.at)}
              </strong>{' '}
              <span className="quiet">{format.moment(date.at)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function useDateName(): (date: NextDate) => string {
  const { t } = useTranslation();
  return ({ what }) => {
    if (what === 'cut_off') return t('cycle.cutOff');
    return what === 'report' ? t('cycle.reportDue') : t('cycle.nextOf', { stage: t(`stage.${what}`) });
  };
}
