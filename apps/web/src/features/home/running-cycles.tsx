import { Link } from '@tanstack/react-router';
import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RunningCycle } from '../../../../../libs/contracts/cycles/http.js';
import { CycleState } from '../../shared/cycle/cycle-state.js';
import { PeopleByStage } from '../../shared/cycle/people-by-stage.js';
import { Share } from '../../shared/cycle/share.js';
import { useWords } from '../../shared/words.js';

/** Each running cycle as a card: how far it is, and where its people stand. */
export function RunningCycles({ cycles, live }: { cycles: readonly RunningCycle[]; live: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  return cycles
    .filter(({ people }) => people > 0)
    .map((cycle, index) => (
      <Card
        key={cycle.cycleId}
        size="small"
        title={
          <h2 className="card-heading">
            <Link to="/cycles/$cycleId" params={{ cycleId: cycle.cycleId }}>
              {words.cycle(cycle)}
            </Link>
          </h2>
        }
        extra={
          <>
            <CycleState cycle={cycle} /> {live && index === 0 && <Tag color="success">{t('cycle.live')}</Tag>}
          </>
        }
      >
        <Share part={cycle.finished} whole={cycle.people} label={t('cycle.finished')} />
        <PeopleByStage cycle={cycle} />
        {cycle.sources && (
          <p className="hint spaced-top">
            {t('home.sourcesSigned', { signed: cycle.sources.signedOff, all: cycle.sources.all })}
          </p>
        )}
      </Card>
    ));
}
