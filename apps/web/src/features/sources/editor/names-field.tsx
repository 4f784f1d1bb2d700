import { useTranslation } from 'react-i18next';
import { locales } from '../../../../../../libs/contracts/values.js';
import type { Path } from './at-path.js';
import { TextField } from './fields.js';

/** What something is called, in each language. */
export function NamesField({ path }: { path: Path }) {
  const { t } = useTranslation();
  return (
    <div className="field-row">
      {locales.map((locale) => (
        <TextField key={locale} path={[...path, locale]} label={t(`sourceForm.nameIn.${locale}`)} />
      ))}
    </div>
  );
}
