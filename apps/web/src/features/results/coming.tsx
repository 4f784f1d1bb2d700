import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalRow } from '../../../../../libs/contracts/cycles/http.js';
import { useWords } from '../../shared/words.js';

/** A cycle whose result is not out: where it stands, and what must happen before it is. */
export function Coming({ row }: { row: AppraisalRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const over = row.stage === 'excluded' || row.stage === 'cancelled';
  return (
    <Alert
      type="info"
      showIcon
      title={t('mine.coming', { cycle: words.cycle(row), stage: t(`appraisalStage.${row.stage}`) })}
      description={over ? undefined : t('mine.comingText')}
      action={
        row.stage === 'self_review' && (
          <Link to="/appraisals/$appraisalId" params={{ appraisalId: row.appraisalId }}>
            {t('mine.writeSelfReview')}
          </Link>
        )
      }
    />
  );
}
