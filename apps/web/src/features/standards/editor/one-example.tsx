import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { cycleKinds } from '../../../../../../libs/contracts/values.js';
import {
  type CompiledStandard,
  checkExample,
  neededInputs,
  type Problem,
  type StandardVersion,
  type WorkedExample,
} from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { Mark } from '../../../shared/mark.js';
import { useWords } from '../../../shared/words.js';
import { acceptCalculated } from './edits.js';
import { ExpectedRows } from './expected-rows.js';
import { ChoiceField, useRefusal, ValueField } from './field.js';
import { FigureField } from './figure-field.js';
import { RemovePart } from './part-buttons.js';
import { without } from './records.js';

interface OneExampleProps {
  readonly standard: StandardVersion;
  /** null while the rules themselves do not hold. */
  readonly compiled: CompiledStandard | null;
  readonly example: WorkedExample;
  readonly problems: readonly Problem[];
  readonly onChange: (example: WorkedExample) => void;
  readonly onRemove: () => void;
}

export function OneExample({ standard, compiled, example, problems, onChange, onRemove }: OneExampleProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusal();
  const path = `examples.${example.exampleId}`;
  const own = problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
  const checked = compiled !== null && own.length === 0 ? checkExample(example, compiled) : null;
  const name = t('standards.exampleNamed', { example: example.exampleId });
  return (
    <fieldset className="part-row">
      <legend>
        {name} <RemovePart name={name} onRemove={onRemove} />
      </legend>
      <Form layout="vertical" component="div" className="kpi-fields">
        <ChoiceField
          path={`${path}.positionId`}
          label={t('person.position')}
          value={example.positionId}
          options={Object.entries(standard.positions).map(([value, { names }]) => ({
            value,
            label: format.name(names) || value,
          }))}
          problems={problems}
          onChange={(positionId) => onChange({ ...example, positionId })}
        />
        <ChoiceField
          path={`${path}.kind`}
          label={t('standards.inCycle')}
          value={example.kind}
          options={cycleKinds.map((value) => ({ value, label: t(`cycle.kind.${value}`) }))}
          problems={problems}
          onChange={(kind) => onChange({ ...example, kind })}
        />
        <GivenFields {...{ standard, compiled, example, problems, onChange }} />
      </Form>
      {own
        .filter((problem) => problem.path === path)
        .map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
      {checked && (
        <>
          <Flex gap="small" align="center" wrap className="spaced-tight">
            {checked.differences.length === 0 ? (
              <Mark tone="good" icon={<CheckCircleOutlined aria-hidden />}>
                {t('standards.exampleHolds')}
              </Mark>
            ) : (
              <>
                <Mark tone="bad" icon={<CloseCircleOutlined aria-hidden />}>
                  {t('standards.exampleDiffers')}
                </Mark>
                <Button size="small" onClick={() => onChange(acceptCalculated(example, checked.differences))}>
                  {t('standards.takeCalculated')}
                </Button>
              </>
            )}
          </Flex>
          <ExpectedRows {...{ standard, example, checked, onChange }} />
        </>
      )}
    </fieldset>
  );
}

/** The figures the example is worked out from: those its KPIs need, and those that were given before. */
function GivenFields({ compiled, standard, example, problems, onChange }: Omit<OneExampleProps, 'onRemove'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const path = `examples.${example.exampleId}`;
  const needed = compiled ? neededInputs(compiled, example.positionId, example.kind).map(({ inputId }) => inputId) : [];
  const targets = standard.kpis.filter(
    ({ kpiId, target, cadence }) =>
      example.periodTargets?.[kpiId] !== undefined ||
      (cadence.includes(example.kind) && target !== null && 'perPeriod' in target),
  );
  return (
    <>
      {[...new Set([...needed, ...Object.keys(example.inputs)])].map((inputId) => (
        <FigureField
          key={inputId}
          path={`${path}.inputs.${inputId}`}
          label={words.input(inputId)}
          given={example.inputs[inputId]}
          problems={problems}
          onChange={(given) =>
            onChange({
              ...example,
              inputs: given === null ? without(example.inputs, inputId) : { ...example.inputs, [inputId]: given },
            })
          }
        />
      ))}
      {targets.map(({ kpiId, names }) => (
        <ValueField
          key={kpiId}
          path={`${path}.periodTargets.${kpiId}`}
          label={t('standards.try.target', { kpi: format.name(names) })}
          value={example.periodTargets?.[kpiId] ?? ''}
          problems={problems}
          onChange={(value) => {
            const before = example.periodTargets ?? {};
            onChange({
              ...example,
              periodTargets: value === '' ? without(before, kpiId) : { ...before, [kpiId]: value },
            });
          }}
        />
      ))}
    </>
  );
}
