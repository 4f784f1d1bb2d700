import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { appraisalStates } from '../../../../../libs/domain/cycle/stages.js';

/** One bar for all people, a part for each stage somebody stands at; a part's name filters the list below. */
export function PeopleByStage({ cycle }: { cycle: Pick<CycleDetail, 'cycleId' | 'stages'> }) {
  const { t } = useTranslation();
  const stages = cycle.stages
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => appraisalStates.indexOf(a.stage) - appraisalStates.indexOf(b.stage));
  if (stages.length === 0) return null;
  return (
    <section className="people-by-stage" aria-label={t('cycle.progress')}>
      <div className="stage-bar" aria-hidden>
        {stages.map(({ stage, people }) => (
          <span key={stage} className={`stage-${stage}`} style={{ flexGrow: people }} />
        ))}
      </div>
      <ul>
        {stages.map(({ stage, people }) => (
          <li key={stage}>
            <Link to="/cycles/$cycleId" params={{ cycleId: cycle.cycleId }} search={{ stage }} hash="appraisals">
              <span className={`stage-mark stage-${stage}`} aria-hidden />
              {t('cycle.stageCount', { stage: t(`appraisalStage.${stage}`), count: people })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
