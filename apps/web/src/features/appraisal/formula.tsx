import { Typography } from 'antd';
import { Decimal } from 'decimal.js';
import { useTranslation } from 'react-i18next';
import type { SheetLine } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { useWords } from '../../shared/words.js';
import type { Explanation } from './explanation.js';

/** How a line's score came about: the actual from its inputs, the rule in words, the rule with the numbers put in. */
export function Formula({ line, explanation }: { line: SheetLine; explanation: Explanation }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const formula = explanation.formula ?? null;
  if (formula === null) return null;
  const known = `formula.${formula.replaceAll('.', '_')}`;
  const key = i18n.exists(`${known}.words`) ? known : 'formula.other';
  const shown = Object.fromEntries(
    Object.entries(explanation.numbers).map(([name, value]) => [name, format.figure(value, 4)]),
  );
  const numbers = Object.entries(shown)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
  const score = format.figure(explanation.unclamped ?? line.score, 4);
  return (
    <ul className="formula">
      <Actual line={line} explanation={explanation} />
      <li>{t(`${key}.words`, { ...shown, model: line.model })}</li>
      <li>
        <Typography.Text strong>{t(`${key}.numbers`, { ...shown, numbers, score })}</Typography.Text>
      </li>
      {explanation.clamped && (
        <li>
          {explanation.clamped === 'cap'
            ? t('sheet.clampedCap', { limit: format.figure(line.cap) })
            : t('sheet.clampedFloor', { limit: format.figure(line.floor) })}
        </li>
      )}
    </ul>
  );
}

function Actual({ line, explanation }: { line: SheetLine; explanation: Explanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const actual = explanation.inputs.find(({ role }) => role === 'actual');
  const base = explanation.inputs.find(({ role }) => role === 'base');
  if (!actual || line.actual === null) return null;
  const shown = words.measured(line.actual, line.unit);
  if (base && isQuotient(line.actual, actual.value, base.value)) {
    return (
      <li>
        {t('formula.ratio', {
          a: words.input(actual.inputId),
          av: format.figure(actual.value),
          b: words.input(base.inputId),
          bv: format.figure(base.value),
          actual: shown,
        })}
      </li>
    );
  }
  return base ? null : <li>{t('formula.plain', { a: words.input(actual.inputId), actual: shown })}</li>;
}

/** Only what is so is said: some rates are scaled to a year, and growth is no quotient of the two. */
function isQuotient(actual: string, part: string, whole: string): boolean {
  if (new Decimal(whole).isZero()) return false;
  const quotient = new Decimal(part).div(whole);
  return [1, 100].some((scale) => quotient.times(scale).minus(actual).abs().lt('0.000001'));
}
