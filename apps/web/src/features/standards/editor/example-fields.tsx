import { Alert } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compileStandard, type Problem, type StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { EmptyState } from '../../../shared/empty-state.js';
import { AddByCode } from './add-by-code.js';
import { newExample } from './edits.js';
import { OneExample } from './one-example.js';
import { replaced } from './records.js';

interface ExampleFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** The authors' own sums, done again with every key by the code that scores people. */
export function ExampleFields({ standard, problems, onChange }: ExampleFieldsProps) {
  const { t } = useTranslation();
  const elsewhere = problems.filter(({ path }) => !path.startsWith('examples.'));
  const rulesHold = elsewhere.length === 0;
  const { examples, ...rules } = standard;
  // Examples change with every key and have no say in how the rest is compiled.
  const key = JSON.stringify(rules);
  const compiled = useMemo(
    () => (rulesHold ? compileStandard({ ...(JSON.parse(key) as typeof rules), examples: [] }) : null),
    [key, rulesHold],
  );
  const [firstPosition] = Object.keys(standard.positions);
  const put = (next: StandardVersion['examples']) => onChange({ ...standard, examples: next });
  return (
    <div className="part-rows">
      <p className="hint">{t('standards.examplesHint')}</p>
      {!rulesHold && <Alert type="info" showIcon title={t('standards.examplesWait')} />}
      {examples.length === 0 && <EmptyState text={t('standards.noExamples')} />}
      {examples.map((example) => (
        <OneExample
          key={example.exampleId}
          {...{ standard, compiled, example, problems }}
          onChange={(next) => put(replaced(examples, example, next))}
          onRemove={() => put(examples.filter((one) => one !== example))}
        />
      ))}
      {firstPosition === undefined ? (
        <Alert type="info" showIcon title={t('standards.positionsFirst')} />
      ) : (
        <AddByCode
          id="new-example"
          label={t('standards.newExample')}
          action={t('standards.addExample')}
          taken={examples.map(({ exampleId }) => exampleId)}
          onAdd={(exampleId) => put([...examples, newExample(exampleId, firstPosition)])}
        />
      )}
    </div>
  );
}
