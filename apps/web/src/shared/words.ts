import { useTranslation } from 'react-i18next';
import type { CycleKind } from '../../../../libs/contracts/values.js';
import { none, useFormat } from './format.js';
import { usePeriodName } from './period-name.js';

/** Names that more than one screen gives to things. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const periodName = usePeriodName();
  return {
    cycle: ({ kind, period }: { readonly kind: CycleKind; readonly period: { readonly from: string } }): string =>
      t('cycle.name', { kind: t(`cycle.kind.${kind}`), period: periodName(kind, period.from) }),
    /** A company may have inputs and units that no text is written for: their code stands for itself. */
    input: (inputId: string): string => t(`input.${inputId}`, inputId),
    standard: (standardId: string): string => t(`standard.${standardId}`, standardId),
    measured: (value: string | null, unit: string, most = 2): string => {
      if (value === null) return none;
      const shown = format.figure(value, most);
      return i18n.exists(`unit.${unit}`) ? t(`unit.${unit}`, { value: shown }) : `${shown} ${unit}`;
    },
  };
}
