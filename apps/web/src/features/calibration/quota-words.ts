import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import type { Quota } from './session.js';

/** Quotas as people say them. */
export function useQuotaWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = (value: string | null) => t('unit.percent', { value: format.figure(value) });
  return {
    rule: ({ rule, percent: share, toPercent }: Quota): string =>
      t(`calibration.rule.${rule}`, { percent: percent(share), to: percent(toPercent) }),
    allowed: ({ min, max }: Quota): string => {
      if (max === null) return t('calibration.allowedFrom', { min });
      if (min === 0) return t('calibration.allowedTo', { max });
      return min === max ? t('calibration.allowedJust', { max }) : t('calibration.allowedBetween', { min, max });
    },
  };
}
