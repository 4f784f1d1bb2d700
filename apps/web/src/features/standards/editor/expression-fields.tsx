import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, CodeField, TextField, useRefusal } from './field.js';
import type { ModelFieldsProps, ModelOf } from './model-props.js';

type Declared = ModelOf<'expression'>['inputs'][number];
type Props = ModelFieldsProps & { model: ModelOf<'expression'> };

/** A formula and the inputs it names. */
export function ExpressionFields(props: Props) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const { path, model, withTarget, problems, onChange } = props;
  const own = problems.filter(
    ({ path: at }) => at.startsWith(`${path}.expression`) || at === `${path}.inputs` || at === `${path}`,
  );
  const names = [...model.inputs.map(({ name }) => name), ...(withTarget ? ['target'] : [])];
  return (
    <>
      <Form.Item
        label={t('standards.parameter.expression')}
        htmlFor={`${path}.expression`}
        className="wide"
        extra={t('standards.expressionNames', { names: names.join(t('standards.listComma')) })}
        {...(own.length > 0 ? { validateStatus: 'error' as const, help: own.map(refusal).join(' ') } : {})}
      >
        <Input.TextArea
          id={`${path}.expression`}
          autoSize
          maxLength={2000}
          value={model.expression}
          onChange={(event) => onChange({ ...model, expression: event.target.value })}
        />
      </Form.Item>
      <DeclaredInputs {...props} />
    </>
  );
}

const singleAggregates = ['sum', 'mean', 'last', 'max', 'min'] as const satisfies readonly Declared['aggregate'][];

function DeclaredInputs({ path, model, known, problems, onChange }: Props) {
  const { t } = useTranslation();
  const numbered = model.inputs.map((input, index) => ({ no: index + 1, input }));
  const put = (no: number, change: Partial<Declared>) =>
    onChange({
      ...model,
      inputs: model.inputs.map((input, at) => (at + 1 === no ? { ...input, ...change } : input)),
    });
  return (
    <fieldset className="wide part-rows">
      <legend>{t('standards.parameter.declared')}</legend>
      {numbered.map(({ no, input }) => (
        <div key={no} className="kpi-fields">
          <TextField
            path={`${path}.inputs.${no - 1}.name`}
            label={t('standards.parameter.declaredName', { row: no })}
            value={input.name}
            problems={problems}
            onChange={(name) => put(no, { name: name.trim() })}
          />
          <CodeField
            path={`${path}.inputs.${no - 1}.inputId`}
            label={t('standards.parameter.declaredInput', { row: no })}
            value={input.inputId}
            known={known.inputs}
            problems={problems}
            onChange={(inputId) => put(no, { inputId })}
          />
          <ChoiceField
            path={`${path}.inputs.${no - 1}.aggregate`}
            label={t('standards.addedUpBy')}
            value={input.aggregate}
            options={singleAggregates.map((value) => ({ value, label: t(`standards.aggregate.${value}`) }))}
            problems={problems}
            onChange={(aggregate) => put(no, { aggregate })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('standards.parameter.removeRow', { row: no })}
            onClick={() => onChange({ ...model, inputs: model.inputs.filter((_, at) => at + 1 !== no) })}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => onChange({ ...model, inputs: [...model.inputs, { name: '', inputId: '', aggregate: 'sum' }] })}
      >
        {t('standards.parameter.declare')}
      </Button>
    </fieldset>
  );
}
