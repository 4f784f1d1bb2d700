import { useTranslation } from 'react-i18next';
import { useEditing, useFieldAt } from './editing.js';
import { NumberField, SelectField, TextField } from './fields.js';

const authTypes = ['none', 'bearer', 'basic'] as const;
const reference = 'env:KAOHE_SOURCE_';
const begun: Readonly<Record<string, unknown>> = {
  none: { type: 'none' },
  bearer: { type: 'bearer', token: reference },
  basic: { type: 'basic', username: reference, password: reference },
};
const at = (...steps: string[]) => ['configuration', ...steps];
const second = 1_000;

/** Where the source is and how it is asked. A secret is named, never written. */
export function ConnectionFields() {
  const { draft } = useEditing();
  switch (draft.configuration.kind) {
    case 'sql':
      return <SqlFields />;
    case 'http':
      return <HttpFields />;
    case 'file':
      return null;
  }
}

function SqlFields() {
  const { t } = useTranslation();
  return (
    <div className="field-row">
      <TextField path={at('connection')} label={t('sources.address')} hint={t('sourceForm.connectionMeans')} code />
      <NumberField path={at('statementTimeoutMs')} label={t('sourceForm.timeLimitSeconds')} unit={second} />
    </div>
  );
}

function HttpFields() {
  const { t } = useTranslation();
  const auth = useFieldAt(at('auth'));
  const type = useFieldAt(at('auth', 'type')).value;
  return (
    <>
      <div className="field-row">
        <TextField path={at('baseUrl')} label={t('sources.address')} hint={t('sourceForm.baseUrlMeans')} code />
        <SelectField
          path={at('auth', 'type')}
          label={t('sources.auth')}
          options={authTypes.map((value) => ({ value, label: t(`sources.authMeans.${value}`) }))}
          onChange={(next) => auth.set(begun[next])}
        />
        {type === 'bearer' && (
          <TextField
            path={at('auth', 'token')}
            label={t('sourceForm.token')}
            hint={t('sourceForm.referenceMeans')}
            code
          />
        )}
        {type === 'basic' && (
          <>
            <TextField
              path={at('auth', 'username')}
              label={t('sourceForm.username')}
              hint={t('sourceForm.referenceMeans')}
              code
            />
            <TextField
              path={at('auth', 'password')}
              label={t('sourceForm.password')}
              hint={t('sourceForm.referenceMeans')}
              code
            />
          </>
        )}
      </div>
      <div className="field-row">
        <NumberField path={at('timeoutMs')} label={t('sourceForm.timeLimitSeconds')} unit={second} />
        <NumberField path={at('maxAttempts')} label={t('sources.tries')} />
        <NumberField path={at('maxPages')} label={t('sourceForm.maxPages')} />
      </div>
    </>
  );
}
