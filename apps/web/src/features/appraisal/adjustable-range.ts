import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { adjustableRange } from './total-parts.js';

export const plainDecimal = /^\d{1,3}(\.\d{1,4})?$/;

/** Between which scores a line may be moved, in words and as a check. */
export function useAdjustableRange(sheet: AppraisalSheet, line: SheetLine | undefined) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!line) return null;
  const limit = sheet.segments.find(({ segmentNo }) => segmentNo === line.segmentNo)?.adjustmentLimit ?? '0';
  const { from, to } = adjustableRange(line, limit);
  const shown = { from: format.number(from.toFixed()), to: format.number(to.toFixed()) };
  return {
    text: t('adjust.range', { ...shown, score: format.number(line.score), limit: format.figure(limit) }),
    outside: t('adjust.outside', shown),
    holds: (score: string | undefined) =>
      !plainDecimal.test(score ?? '') || (from.lte(score ?? 0) && to.gte(score ?? 0)),
  };
}
