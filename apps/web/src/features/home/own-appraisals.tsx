import { Link } from '@tanstack/react-router';
import { Card, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OwnAppraisal } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { useMe } from '../../shared/session.js';
import { useWords } from '../../shared/words.js';
import type { Overview } from './use-home.js';

/** The reader's own appraisals: where each stands, whom it waits for until when; and the way to the last result. */
export function OwnAppraisals({ own, lastResult }: Pick<Overview, 'own' | 'lastResult'>) {
  const { t } = useTranslation();
  const words = useWords();
  if (useMe().person === null) return null;
  return (
    <Card size="small" title={<h2 className="card-heading">{t('home.own')}</h2>}>
      {own.length === 0 && <p className="hint">{t('home.noneOfMine')}</p>}
      <ul className="home-rows">
        {own.map((appraisal) => (
          <Row key={appraisal.appraisalId} appraisal={appraisal} />
        ))}
      </ul>
      {lastResult && (
        <p className="spaced-top">
          <Link to="/results">{t('home.lastResult', { cycle: words.cycle(lastResult) })}</Link>
        </p>
      )}
    </Card>
  );
}

function Row({ appraisal }: { appraisal: OwnAppraisal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { appraisalId, stage, waitsFor } = appraisal;
  return (
    <li data-row={appraisalId}>
      <div>
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          {words.cycle(appraisal)}
        </Link>{' '}
        <Tag>{t(`appraisalStage.${stage}`)}</Tag>
        <div className="quiet">
          {waitsFor
            ? t('home.waitsFor', { name: waitsFor.holder.name, when: format.moment(waitsFor.dueAt) })
            : t('home.waitsForNobody')}
        </div>
      </div>
    </li>
  );
}
