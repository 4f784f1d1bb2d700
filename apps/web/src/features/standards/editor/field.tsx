import { AutoComplete, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { locales } from '../../../../../../libs/contracts/values.js';
import type { Names, Problem } from '../../../../../../libs/domain/scoring/index.js';

/** Why a value is refused, in the reader's language; the domain's own words where a code has no text. */
export function useRefusal(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  return ({ code, seen, message }) => {
    if (seen === '' && blank.has(code)) return t('form.required');
    const key = `standards.problem.${code.replaceAll('.', '_')}`;
    return i18n.exists(key) ? t(key, { seen }) : message;
  };
}

/** What these say of a blank is only that it is one. */
const blank: ReadonlySet<string> = new Set(['standard.not_a_decimal', 'model.not_a_decimal', 'format.code']);

interface FieldProps {
  /** Where the document holds the value; problems name it so. */
  readonly path: string;
  readonly label: string;
  readonly problems: readonly Problem[];
  readonly className?: string;
  readonly extra?: string | undefined;
}
type ValueProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
};

/** A field's name, and why what stands in it is refused. */
export function Entry({ path, label, problems, className, extra, children }: FieldProps & { children: ReactNode }) {
  const refusal = useRefusal();
  const own = problems.filter((problem) => problem.path === path);
  return (
    <Form.Item
      label={label}
      htmlFor={path}
      extra={extra}
      {...(className ? { className } : {})}
      {...(own.length > 0 ? { validateStatus: 'error' as const, help: own.map(refusal).join(' ') } : {})}
    >
      {children}
    </Form.Item>
  );
}

/** One figure of the document, refused beside itself while it is typed. */
export function ValueField({ value, onChange, placeholder, ...entry }: ValueProps) {
  return (
    <Entry {...entry}>
      <Input
        id={entry.path}
        value={value}
        inputMode="decimal"
        {...(placeholder ? { placeholder } : {})}
        aria-invalid={isRefused(entry)}
        onChange={(event) => onChange(event.target.value.trim())}
      />
    </Entry>
  );
}

export function TextField({ value, onChange, lang, ...entry }: ValueProps & { readonly lang?: string }) {
  return (
    <Entry {...entry}>
      <Input
        id={entry.path}
        value={value}
        maxLength={200}
        {...(lang ? { lang } : {})}
        aria-invalid={isRefused(entry)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Entry>
  );
}

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export function ChoiceField<Value extends string>({
  value,
  options,
  onChange,
  ...entry
}: FieldProps & {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <Entry {...entry}>
      <Select<Value>
        id={entry.path}
        value={value}
        options={[...options]}
        onChange={onChange}
        popupMatchSelectWidth={false}
      />
    </Entry>
  );
}

/** A code that is usually one of those known, and may be a new one. */
export function CodeField({
  value,
  known,
  onChange,
  ...entry
}: ValueProps & { readonly known: readonly Option<string>[] }) {
  return (
    <Entry {...entry}>
      <AutoComplete
        id={entry.path}
        value={value}
        options={known.map(({ value: code, label }) => ({ value: code, label: `${label} · ${code}` }))}
        showSearch={{
          filterOption: (typed, option) =>
            `${option?.label ?? ''}`.toLocaleLowerCase().includes(typed.toLocaleLowerCase()),
        }}
        popupMatchSelectWidth={false}
        onChange={(typed: string) => onChange((typed ?? '').trim())}
      />
    </Entry>
  );
}

/** A name in each language. */
export function NamesFields(props: {
  readonly path: string;
  readonly names: Names;
  readonly problems: readonly Problem[];
  readonly onChange: (names: Names) => void;
}) {
  const { t } = useTranslation();
  const { path, names, problems, onChange } = props;
  return locales.map((locale) => (
    <TextField
      key={locale}
      path={`${path}.names.${locale}`}
      label={t(`standards.nameIn.${locale}`)}
      lang={locale}
      value={names[locale]}
      problems={problems}
      onChange={(name) => onChange({ ...names, [locale]: name })}
    />
  ));
}

const isRefused = ({ path, problems }: FieldProps): boolean => problems.some((problem) => problem.path === path);
