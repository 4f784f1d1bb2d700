import { useTranslation } from 'react-i18next';
import type { QuarantinedRow } from '../../../../../libs/contracts/metrics/http.js';
import { none, useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';

/** Why a row is held, in a sentence with what was seen. */
export function useTold(): (row: Pick<QuarantinedRow, 'reason' | 'detail'>) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const words = useWords();
  return ({ reason, detail }) => {
    const seenAs = (name: string): string => said(detail[name], i18n.language);
    const day = (name: string): string => {
      const value = detail[name];
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : seenAs(name);
    };
    return t(`held.told.${caseOf(reason, detail)}`, {
      column: seenAs('column'),
      columns: seenAs('columns'),
      seen: reason === 'out_of_period' || reason.endsWith('_assignment') ? day('seen') : seenAs('seen'),
      input: typeof detail.inputId === 'string' ? words.input(detail.inputId) : none,
      key: seenAs('key'),
      first: seenAs('firstRowNo'),
      least: seenAs('min'),
      most: seenAs('max'),
    });
  };
}

/** Some reasons are told differently by what is known of them. */
function caseOf(reason: QuarantinedRow['reason'], detail: QuarantinedRow['detail']): string {
  if (reason === 'out_of_range') return detail.max === undefined ? 'below_range' : 'above_range';
  if (reason === 'duplicate_row') return detail.firstRowNo === undefined ? 'repeated_row' : 'duplicate_row';
  if (reason === 'late') return detail.change === 'withdrawn' ? 'late_withdrawn' : `late_${String(detail.change)}`;
  return reason;
}

function said(value: unknown, language: string): string {
  if (value === undefined || value === null) return none;
  if (Array.isArray(value)) return new Intl.ListFormat(language).format(value.map(String));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
