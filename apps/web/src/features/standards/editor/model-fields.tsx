import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Model, Problem } from '../../../../../../libs/domain/scoring/index.js';
import { ValueField } from './field.js';
import { type NumberRow, NumberRows } from './number-rows.js';

interface ModelFieldsProps {
  readonly path: string;
  readonly model: Model;
  readonly problems: readonly Problem[];
  readonly onChange: (model: Model) => void;
}

/** The parameters of a KPI's model, whichever it is. */
export function ModelFields(props: ModelFieldsProps) {
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
      return (
        <ModelFields
          {...props}
          path={`${path}.judgedBy`}
          model={model.judgedBy}
          onChange={(judgedBy) => onChange({ ...model, judgedBy } as Model)}
        />
      );
    case 'expression':
      return <Expression {...props} model={model} />;
    case 'checklist':
      return model.items.map((item, index) => (
        <ItemWeight
          key={item.itemId}
          path={`${path}.items.${item.itemId}`}
          item={item}
          problems={problems}
          onChange={(weight) =>
            onChange({ ...model, items: model.items.map((one, at) => (at === index ? { ...one, weight } : one)) })
          }
        />
      ));
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

type ItemOf<M extends Model['model']> = Extract<Model, { model: M }>;

function ItemWeight(props: {
  path: string;
  item: ItemOf<'checklist'>['items'][number];
  problems: readonly Problem[];
  onChange: (weight: string) => void;
}) {
  const { i18n } = useTranslation();
  const label = props.item.names[i18n.language as keyof typeof props.item.names];
  return <ValueField {...props} label={label} value={props.item.weight} />;
}

function Expression({ path, model, problems, onChange }: ModelFieldsProps & { model: ItemOf<'expression'> }) {
  const { t } = useTranslation();
  const own = problems.filter((problem) => problem.path.startsWith(`${path}.expression`));
  return (
    <Form.Item
      label={t('standards.parameter.expression')}
      htmlFor={`${path}.expression`}
      className="wide"
      extra={t('standards.expressionNames', { names: model.inputs.map(({ name }) => name).join(', ') })}
      {...(own.length > 0 ? { validateStatus: 'error' as const, help: own.map((one) => one.message).join(' ') } : {})}
    >
      <Input.TextArea
        id={`${path}.expression`}
        autoSize
        value={model.expression}
        onChange={(event) => onChange({ ...model, expression: event.target.value })}
      />
    </Form.Item>
  );
}
