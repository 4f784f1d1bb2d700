import { useTranslation } from 'react-i18next';
import { none } from '../format.js';

interface GradeProps {
  readonly row: { readonly grade: string | null; readonly calibratedFrom: string | null };
}

/** The grade that counts, and beside it the one it was before calibration moved it. */
export function Grade({ row: { grade, calibratedFrom } }: GradeProps) {
  const { t } = useTranslation();
  if (grade === null || calibratedFrom === null) return grade ?? none;
  return (
    <>
      {grade} <span className="quiet">{t('score.calibratedFrom', { grade: calibratedFrom })}</span>
    </>
  );
}
