import { useTranslation } from 'react-i18next';
import type { Model } from '../../../../../../libs/domain/scoring/index.js';
import { ChecklistFields } from './checklist-fields.js';
import { ExpressionFields } from './expression-fields.js';
import { ChoiceField, ValueField } from './field.js';
import type { ModelFieldsProps, ModelOf } from './model-props.js';
import { emptyModels, plainModelIds } from './models.js';
import { type NumberRow, NumberRows } from './number-rows.js';

/** The parameters of a KPI's model, whichever it is. */
export function ModelFields(props: ModelFieldsProps) {
  const { t } = useTranslation();
  const { model, path, problems, onChange } = props;
  switch (model.model) {
    case 'steps':
      return (
        <NumberRows
          path={`${path}.steps`}
          columns={['from', 'to', 'score']}
          rows={model.steps.map(({ from, to, score }) => ({ from: from ?? '', to: to ?? '', score }))}
          problems={problems}
          onChange={(rows) =>
            onChange({
              ...model,
              steps: rows.map(({ from, to, score = '' }) => ({ from: from || null, to: to || null, score })),
            })
          }
        />
      );
    case 'steps_interpolated':
      return (
        <NumberRows
          path={`${path}.points`}
          columns={['at', 'score']}
          rows={model.points.map(({ at, score }) => ({ at, score }))}
          problems={problems}
          onChange={(rows) => onChange({ ...model, points: rows.map(({ at = '', score = '' }) => ({ at, score })) })}
        />
      );
    case 'rating':
      return (
        <NumberRows
          path={`${path}.choices`}
          columns={['value', 'score']}
          rows={model.choices.map(({ value, score }) => ({ value, score }))}
          problems={problems}
          onChange={(rows) =>
            onChange({
              ...model,
              choices: rows.map(({ value = '', score = '' }: NumberRow, index) => ({
                ...model.choices[index],
                value,
                score,
              })),
            })
          }
        />
      );
    case 'growth':
      return <Growth {...props} model={model} />;
    case 'expression':
      return <ExpressionFields {...props} model={model} />;
    case 'checklist':
      return <ChecklistFields {...props} model={model} />;
    case 'survey':
      return (
        <>
          <ChoiceField
            path={`${path}.method`}
            label={t('standards.parameter.method')}
            value={model.method}
            options={(['mean', 'top_box'] as const).map((value) => ({
              value,
              label: t(`standards.parameter.method_${value}`),
            }))}
            problems={problems}
            onChange={(method) => onChange({ ...model, method })}
          />
          <Scalars {...props} />
        </>
      );
    default:
      return <Scalars {...props} />;
  }
}

/** Models whose parameters are plain numbers. */
function Scalars({ path, model, problems, onChange }: ModelFieldsProps) {
  const { t } = useTranslation();
  return Object.entries(model)
    .filter(([name]) => name !== 'model' && name !== 'method')
    .map(([name, value]) => (
      <ValueField
        key={name}
        path={`${path}.${name}`}
        label={t(`standards.parameter.${name}`)}
        value={String(value)}
        problems={problems}
        onChange={(typed) =>
          onChange({ ...model, [name]: typeof value === 'number' ? wholeOf(typed) : typed } as Model)
        }
      />
    ));
}

/** What is no whole number is 0, which the rules refuse where it may not be. */
const wholeOf = (typed: string): number => (/^\d{1,6}$/.test(typed) ? Number(typed) : 0);

/** Judged like any figure once it is a growth in per cent. */
function Growth(props: ModelFieldsProps & { model: ModelOf<'growth'> }) {
  const { t } = useTranslation();
  const { path, model, problems, onChange } = props;
  return (
    <>
      <ChoiceField
        path={`${path}.judgedBy`}
        className="double"
        label={t('standards.parameter.judgedBy')}
        value={model.judgedBy.model}
        options={plainModelIds.map((value) => ({ value, label: t(`standards.modelKind.${value}`) }))}
        problems={problems}
        onChange={(plain) => onChange({ ...model, judgedBy: emptyModels[plain] })}
      />
      <ModelFields
        {...props}
        path={`${path}.judgedBy`}
        model={model.judgedBy}
        onChange={(judgedBy) => onChange({ ...model, judgedBy } as Model)}
      />
    </>
  );
}
