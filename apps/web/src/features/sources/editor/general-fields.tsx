import { useTranslation } from 'react-i18next';
import { useEditing } from './editing.js';
import { CheckField, ListField, SelectField, TextField } from './fields.js';
import { NamesField } from './names-field.js';
import { useInputOptions } from './use-input-options.js';

const modes = ['snapshot', 'append'] as const;

/** What the source is called, whether it is used, and what it delivers. */
export function GeneralFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  const { draft } = useEditing();
  const options = useInputOptions();
  return (
    <>
      {isNew ? (
        <TextField path={['sourceId']} label={t('sourceForm.id')} hint={t('sourceForm.idMeans')} code />
      ) : (
        <CheckField path={['enabled']} label={t('sourceForm.enabled')} />
      )}
      {!draft.enabled && <p className="hint">{t('sourceForm.disabledMeans')}</p>}
      <NamesField path={['names']} />
      <SelectField
        path={['configuration', 'mode']}
        label={t('sources.mode')}
        options={modes.map((value) => ({ value, label: t(`sources.modeMeans.${value}`) }))}
      />
      <ListField
        path={['configuration', 'inputs']}
        label={t('sources.delivers')}
        hint={t('sourceForm.inputsMean')}
        options={options}
      />
    </>
  );
}
