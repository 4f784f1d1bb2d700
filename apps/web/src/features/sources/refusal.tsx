import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../shared/api.js';
import { ProblemAlert } from '../../shared/problem-alert.js';

/** A row that still does not fit says for what reason now. */
export function Refusal({ error }: { error: Error }) {
  const { t } = useTranslation();
  const reason = error instanceof ApiProblem ? error.problem.values?.reason : undefined;
  return (
    <>
      <ProblemAlert error={error} />
      {typeof reason === 'string' && (
        <p className="bad">{t('held.stillBecause', { reason: t(`quarantine.reason.${reason}`) })}</p>
      )}
    </>
  );
}
