import { useTranslation } from 'react-i18next';
import { condition } from '../../../../../../libs/contracts/metrics/http.js';
import { useMappingWords } from '../mapping-words.js';
import type { Path } from './at-path.js';
import { JsonField } from './json-field.js';

/** What must hold; empty: always. */
export function ConditionField({ path, label }: { path: Path; label: string }) {
  const { t } = useTranslation();
  const words = useMappingWords();
  const said = (one: unknown): string | null => {
    const parsed = condition.safeParse(one);
    return parsed.success ? words.condition(parsed.data) : null;
  };
  return <JsonField path={path} label={label} hint={t('sourceForm.conditionMeans')} said={said} whenEmpty="absent" />;
}
