import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Path } from './at-path.js';
import { useFieldAt } from './editing.js';

interface FieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint?: ReactNode;
}

interface LabelledProps extends Omit<FieldProps, 'path'> {
  readonly id: string;
  readonly error: string | null;
  readonly children: ReactNode;
}

/** A box with its name, what it is for, and what is wrong with it. */
export function Labelled({ id, label, hint, error, children }: LabelledProps) {
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      extra={hint}
      {...(error === null ? {} : { validateStatus: 'error' as const, help: error })}
    >
      {children}
    </Form.Item>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface TextFieldProps extends FieldProps {
  /** An empty box is a field that is not there (`absent`) or one without a bound (`null`). */
  readonly whenEmpty?: 'absent' | 'null';
  readonly long?: boolean;
  /** Names, addresses and queries that are written for machines. */
  readonly code?: boolean;
}

export function TextField({ path, whenEmpty, long = false, code = false, ...labelled }: TextFieldProps) {
  const { id, value, error, set } = useFieldAt(path);
  const empty = whenEmpty === 'absent' ? undefined : whenEmpty === 'null' ? null : '';
  const box = {
    id,
    value: textOf(value),
    onChange: ({ target }: { target: { value: string } }) => set(target.value === '' ? empty : target.value),
    spellCheck: !code,
    ...(code ? { className: 'code' } : {}),
  };
  return (
    <Labelled {...labelled} id={id} error={error}>
      {long ? <Input.TextArea {...box} autoSize={{ minRows: 3, maxRows: 20 }} /> : <Input {...box} />}
    </Labelled>
  );
}

/** A whole number; `unit` says how many of what is kept make one of what is shown. */
export function NumberField({ path, unit = 1, ...labelled }: FieldProps & { readonly unit?: number }) {
  const { id, value, error, set } = useFieldAt(path);
  return (
    <Labelled {...labelled} id={id} error={error}>
      <InputNumber
        id={id}
        value={typeof value === 'number' ? value / unit : null}
        onChange={(next) => set(next === null ? '' : Math.round(next * unit))}
      />
    </Labelled>
  );
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange?: (value: string) => void;
}

export function SelectField({ path, options, onChange, ...labelled }: SelectFieldProps) {
  const { id, value, error, set } = useFieldAt(path);
  return (
    <Labelled {...labelled} id={id} error={error}>
      <Select
        id={id}
        value={textOf(value) || null}
        options={[...options]}
        onChange={(next: string) => (onChange ?? set)(next)}
        popupMatchSelectWidth={false}
      />
    </Labelled>
  );
}

interface ListFieldProps extends FieldProps {
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** Several texts: typed, each ended with Enter, or chosen where there is a choice. */
export function ListField({ path, options, ...labelled }: ListFieldProps) {
  const { id, value, error, set } = useFieldAt(path);
  return (
    <Labelled {...labelled} id={id} error={error}>
      <Select
        id={id}
        mode="tags"
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next: string[]) => set(next)}
        tokenSeparators={[',', '，', '\n']}
        options={[...(options ?? [])]}
        optionFilterProp="label"
        {...(options ? {} : { open: false, suffixIcon: null })}
      />
    </Labelled>
  );
}

export function CheckField({ path, label }: FieldProps) {
  const { id, value, set } = useFieldAt(path);
  return (
    <Form.Item>
      <Checkbox id={id} checked={value === true} onChange={({ target }) => set(target.checked)}>
        {label}
      </Checkbox>
    </Form.Item>
  );
}
