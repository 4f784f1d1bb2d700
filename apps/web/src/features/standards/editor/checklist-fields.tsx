import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.js';
import { AddByCode } from './add-by-code.js';
import { CodeField, NamesFields, useRefusal, ValueField } from './field.js';
import type { ModelFieldsProps, ModelOf } from './model-props.js';
import { RemovePart } from './part-buttons.js';
import { replaced } from './records.js';

type Item = ModelOf<'checklist'>['items'][number];

/** What is ticked off, each with its weight and the input that says so. */
export function ChecklistFields(props: ModelFieldsProps & { model: ModelOf<'checklist'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusal();
  const { path, model, known, problems, onChange } = props;
  const put = (items: readonly Item[]) => onChange({ ...model, items });
  return (
    <div className="wide part-rows">
      {model.items.map((item) => {
        const at = `${path}.items.${item.itemId}`;
        const set = (change: Partial<Item>) => put(replaced(model.items, item, { ...item, ...change }));
        const name = format.name(item.names) || item.itemId;
        return (
          <fieldset key={item.itemId} className="part-row">
            <legend>
              {name} <RemovePart name={name} onRemove={() => put(model.items.filter((one) => one !== item))} />
            </legend>
            <div className="kpi-fields">
              <NamesFields path={at} names={item.names} problems={problems} onChange={(names) => set({ names })} />
              <ValueField
                path={at}
                label={t('standards.weight')}
                value={item.weight}
                problems={problems}
                onChange={(weight) => set({ weight })}
              />
              <CodeField
                path={`${at}.inputId`}
                label={t('standards.inputActual')}
                value={item.inputId}
                known={known.inputs}
                problems={problems}
                onChange={(inputId) => set({ inputId })}
              />
            </div>
          </fieldset>
        );
      })}
      {problems
        .filter((problem) => problem.path === `${path}.items`)
        .map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
      <AddByCode
        id={`${path}.newItem`}
        label={t('standards.newItem')}
        action={t('standards.addItem')}
        taken={model.items.map(({ itemId }) => itemId)}
        onAdd={(itemId) =>
          put([...model.items, { itemId, names: { 'zh-Hant': '', 'zh-Hans': '', en: '' }, weight: '1', inputId: '' }])
        }
      />
    </div>
  );
}
