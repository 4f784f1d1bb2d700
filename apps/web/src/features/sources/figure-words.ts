import { useTranslation } from 'react-i18next';
import type { SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { useWords } from '../../shared/words.js';
import { useMappingWords } from './mapping-words.js';

type Observation = SourceDetail['configuration']['datasets'][number]['mapping']['observations'][number];

/** A figure a row gives, as a sentence. */
export function useFigureWords() {
  const { t } = useTranslation();
  const words = useWords();
  const mapping = useMappingWords();
  const said = ({ input, value, when }: Observation): string => {
    const name = typeof input === 'string' ? words.input(input) : t('mapping.namedBy', { column: input.column });
    const figure = t('mapping.figure', { name, value: mapping.value(value) });
    return when ? t('mapping.when', { figure, condition: mapping.condition(when) }) : figure;
  };
  return { said };
}
