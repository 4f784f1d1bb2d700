import { useTranslation } from 'react-i18next';
import type { CycleKind } from '../../../../libs/contracts/values.js';
import { useFormat } from './format.js';

/** A period as people call it: a month, a quarter, a year. */
export function usePeriodName(): (kind: CycleKind, from: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (kind, from) => {
    const [year = '', month = '1'] = from.split('-');
    if (kind === 'month') return format.month(from);
    if (kind === 'year') return t('periodName.year', { year });
    return t('periodName.quarter', { year, quarter: Math.floor((Number(month) - 1) / 3) + 1 });
  };
}
