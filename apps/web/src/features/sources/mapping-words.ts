import { useTranslation } from 'react-i18next';
import type { SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';

type Mapping = SourceDetail['configuration']['datasets'][number]['mapping'];
type Condition = NonNullable<Mapping['only']>;
type Observation = Mapping['observations'][number];
type Value = Observation['value'];

/** The mapping's conditions and values as sentences. */
export function useMappingWords() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const and = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const or = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const column = (name: string): string => t('mapping.column', { name });
  const columns = (names: readonly string[]): string => and.format(names.map(column));

  const condition = (one: Condition): string => {
    if ('all' in one) return and.format(one.all.map(condition));
    if ('any' in one) return or.format(one.any.map(condition));
    if ('not' in one) return t('mapping.not', { condition: condition(one.not) });
    if ('withinHours' in one)
      return t('mapping.withinHours', { from: one.from, to: one.to, hours: format.figure(one.withinHours) });
    const name = one.column;
    if ('equals' in one) return t('mapping.equals', { column: name, value: one.equals });
    if ('in' in one) return t('mapping.oneOf', { column: name, values: or.format(one.in) });
    if ('empty' in one) return t(one.empty ? 'mapping.empty' : 'mapping.filled', { column: name });
    if ('notAfter' in one) return t('mapping.notAfter', { column: name, other: one.notAfter });
    if ('atLeast' in one) return t('mapping.atLeast', { column: name, value: format.figure(one.atLeast, 6) });
    if ('atMost' in one) return t('mapping.atMost', { column: name, value: format.figure(one.atMost, 6) });
    if ('above' in one) return t('mapping.above', { column: name, value: format.figure(one.above, 6) });
    return t('mapping.below', { column: name, value: format.figure(one.below, 6) });
  };

  const value = (one: Value): string => {
    if ('constant' in one) return format.figure(one.constant, 6);
    if ('column' in one) return column(one.column);
    if ('hoursBetween' in one) return t('mapping.hoursBetween', one.hoursBetween);
    if ('when' in one)
      return t('mapping.either', {
        condition: condition(one.when),
        value: value(one.is),
        otherwise: value(one.otherwise),
      });
    if ('choice' in one) {
      const choices = Object.entries(one.choice.values).map(([text, number]) =>
        t('mapping.choiceOf', { text, value: format.figure(number, 6) }),
      );
      return t('mapping.choice', { column: one.choice.column, choices: and.format(choices) });
    }
    if ('times' in one) {
      const multiplied = one.times.by
        ? t('mapping.times', { value: value(one.times.value), by: format.figure(one.times.by, 6) })
        : value(one.times.value);
      return one.times.per ? t('mapping.per', { value: multiplied, per: format.figure(one.times.per, 6) }) : multiplied;
    }
    if ('sum' in one) return t('mapping.sum', { values: and.format(one.sum.map(value)) });
    const [from, less] = one.difference;
    return t('mapping.difference', { value: value(from), less: value(less) });
  };

  const bounds = ({ min, max, whole }: Observation): string => {
    const number = whole ? t('mapping.whole') : t('mapping.number');
    if (min !== null && max !== null)
      return t('mapping.between', { number, least: format.figure(min, 6), most: format.figure(max, 6) });
    if (min !== null) return t('mapping.fromOn', { number, least: format.figure(min, 6) });
    if (max !== null) return t('mapping.upTo', { number, most: format.figure(max, 6) });
    return number;
  };
  return { column, columns, condition, value, bounds };
}
