import { Link } from '@tanstack/react-router';
import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TaskHolder } from '../../../../../libs/contracts/cycles/http.js';
import { Due } from '../../shared/due.js';
import { useWords } from '../../shared/words.js';
import type { Overview } from './use-home.js';

/** Whom the people the reader answers for are waiting for, the latest first. */
export function Held({ held, everybody }: { held: Overview['held']; everybody: boolean }) {
  const { t } = useTranslation();
  const { open, late, holders } = held;
  return (
    <Card
      size="small"
      id="held"
      title={<h2 className="card-heading">{t(everybody ? 'home.heldByAnybody' : 'home.heldInTeam')}</h2>}
      extra={<span className="quiet">{t('home.heldCounts', { open, late })}</span>}
    >
      {holders.length === 0 ? (
        <p className="hint">{t(open === 0 ? 'home.nothingHeld' : 'home.nothingLate')}</p>
      ) : (
        <ul className="home-rows">
          {holders.map((holder) => (
            <Row key={`${holder.cycleId}/${holder.holder.personId}/${holder.stage}`} row={holder} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ row }: { row: TaskHolder }) {
  const { t } = useTranslation();
  const words = useWords();
  const { cycleId, stage, holder, open, late, dueAt } = row;
  // Here whoever holds it is the manager of those it is about.
  const byManager = stage === 'manager_review' || stage === 'interview';
  return (
    <li data-row={`${cycleId}/${holder.personId}/${stage}`}>
      <div>
        {holder.name} <Tag>{t(`stage.${stage}`)}</Tag>
        <div className="quiet">
          <Link
            to="/cycles/$cycleId"
            params={{ cycleId }}
            search={byManager ? { stage, manager: holder.personId } : {}}
            hash="appraisals"
          >
            {words.cycle(row)}
          </Link>{' '}
          {t('home.holds', { open, late })}
        </div>
      </div>
      <div className="home-when">
        <Due at={dueAt} late={late > 0} />
      </div>
    </li>
  );
}
