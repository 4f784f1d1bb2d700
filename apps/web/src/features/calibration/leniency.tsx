import { useTranslation } from 'react-i18next';
import type { CalibrationSession } from '../../../../../libs/contracts/cycles/http.js';
import { SpreadChart } from '../../shared/appraisal/spread-chart.js';
import { aroundMean } from '../../shared/appraisal/spread-rows.js';

/** Who scores how: each reviewer's mean and spread against the group's. */
export function Leniency({ session: { leniency, mean } }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  // One reviewer alone stands against nobody.
  if (leniency.length < 2) return null;
  return (
    <SpreadChart
      title={t('calibration.leniency')}
      band={t('team.bandDeviation')}
      mean={mean}
      rows={leniency.map((one) => ({ ...aroundMean(one), key: one.reviewer.personId, name: one.reviewer.name }))}
    />
  );
}
