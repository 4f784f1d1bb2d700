import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { valueExpression } from '../../../../../../libs/contracts/metrics/http.js';
import { useMappingWords } from '../mapping-words.js';
import type { Path } from './at-path.js';
import { useFieldAt } from './editing.js';
import { TextField } from './fields.js';
import { JsonField } from './json-field.js';

const kinds = ['column', 'constant', 'expression'] as const;
type Kind = (typeof kinds)[number];

function kindOf(value: unknown): Kind {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return 'expression';
  if ('column' in value) return 'column';
  return 'constant' in value ? 'constant' : 'expression';
}

const begun: Readonly<Record<Kind, unknown>> = {
  column: { column: '' },
  constant: { constant: '1' },
  expression: { when: { column: '', empty: false }, is: { constant: '1' }, otherwise: { constant: '0' } },
};

/** The number a row gives: mostly a column or one fixed number, else an expression. */
export function ValueField({ path }: { path: Path }) {
  const { t } = useTranslation();
  const words = useMappingWords();
  const { id, value, set } = useFieldAt(path);
  const kind = kindOf(value);
  const said = (one: unknown): string | null => {
    const parsed = valueExpression.safeParse(one);
    return parsed.success ? words.value(parsed.data) : null;
  };
  return (
    <>
      <Form.Item label={t('sourceForm.value')} htmlFor={`${id}-kind`}>
        <Select
          id={`${id}-kind`}
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`sourceForm.valueKind.${one}`) }))}
          onChange={(next: Kind) => set(begun[next])}
        />
      </Form.Item>
      {kind === 'column' && <TextField path={[...path, 'column']} label={t('sourceForm.column')} code />}
      {kind === 'constant' && <TextField path={[...path, 'constant']} label={t('sourceForm.constant')} code />}
      {kind === 'expression' && (
        <JsonField path={path} label={t('sourceForm.expression')} hint={t('sourceForm.expressionMeans')} said={said} />
      )}
    </>
  );
}
