import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Path } from './at-path.js';
import { ConditionField } from './condition-field.js';
import { useFieldAt } from './editing.js';
import { CheckField, Labelled, ListField, SelectField, TextField } from './fields.js';
import { blankObservation } from './source-draft.js';
import { useDeclaredInputs } from './use-input-options.js';
import { ValueField } from './value-field.js';

const dayKinds = ['date', 'instant', 'month'] as const;

/** How a row says who, when and what. */
export function MappingFields({ path }: { path: Path }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="field-row">
        <ListField path={[...path, 'rowKey']} label={t('mapping.rowKey')} hint={t('sourceForm.rowKeyMeans')} />
        <TextField path={[...path, 'employeeCode']} label={t('sourceForm.employeeCode')} code />
        <TextField path={[...path, 'occurredOn', 'column']} label={t('sourceForm.dayColumn')} code />
        <SelectField
          path={[...path, 'occurredOn', 'as']}
          label={t('sourceForm.dayAs')}
          options={dayKinds.map((value) => ({ value, label: t(`sourceForm.dayKind.${value}`) }))}
        />
      </div>
      <ConditionField path={[...path, 'only']} label={t('mapping.only')} />
      <Observations path={[...path, 'observations']} />
    </>
  );
}

function Observations({ path }: { path: Path }) {
  const { t } = useTranslation();
  const { value, set } = useFieldAt(path);
  const observations: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <fieldset className="observations">
      <legend>{t('mapping.figures')}</legend>
      {observations.map((_, index) => (
        // A figure has no name but its place; its boxes begin anew when their number changes.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={`${observations.length}/${index}`} className="observation">
          <Observation path={[...path, index]} />
          {observations.length > 1 && (
            <Button
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => set(observations.filter((__, other) => other !== index))}
            >
              {t('sourceForm.removeFigure', { no: index + 1 })}
            </Button>
          )}
        </div>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => set([...observations, blankObservation()])}>
        {t('sourceForm.addFigure')}
      </Button>
    </fieldset>
  );
}

function Observation({ path }: { path: Path }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="field-row">
        <InputField path={[...path, 'input']} />
        <ValueField path={[...path, 'value']} />
      </div>
      <ConditionField path={[...path, 'when']} label={t('sourceForm.when')} />
      <div className="field-row">
        <TextField
          path={[...path, 'min']}
          label={t('sourceForm.min')}
          hint={t('sourceForm.boundMeans')}
          whenEmpty="null"
          code
        />
        <TextField
          path={[...path, 'max']}
          label={t('sourceForm.max')}
          hint={t('sourceForm.boundMeans')}
          whenEmpty="null"
          code
        />
        <CheckField path={[...path, 'whole']} label={t('sourceForm.whole')} />
      </div>
    </>
  );
}

/** No input is called so. */
const ofRow = '#row';

/** Which input a figure is of: one of the source's, or the one that the row itself names. */
function InputField({ path }: { path: Path }) {
  const { t } = useTranslation();
  const { id, value, error, set } = useFieldAt(path);
  const declared = useDeclaredInputs();
  const named = typeof value === 'object' && value !== null;
  return (
    <>
      <Labelled id={id} label={t('sourceForm.input')} error={named ? null : error}>
        <Select
          id={id}
          value={named ? ofRow : typeof value === 'string' && value !== '' ? value : null}
          options={[...declared, { value: ofRow, label: t('sourceForm.inputOfRow') }]}
          onChange={(next: string) => set(next === ofRow ? { column: '' } : next)}
          popupMatchSelectWidth={false}
        />
      </Labelled>
      {named && <TextField path={[...path, 'column']} label={t('sourceForm.inputColumn')} code />}
    </>
  );
}
