import type { TFunction } from 'i18next';
import type { Period } from '../announcing/message.js';

/** A cycle's period as the language names it. */
export function periodText(t: TFunction, { kind, from }: Period): string {
  const [year = '', month = '1'] = from.split('-');
  return t(`period.${kind}`, { from, year, quarter: Math.ceil(Number(month) / 3) });
}
