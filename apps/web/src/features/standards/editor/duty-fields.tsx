import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Duty, Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { EmptyState } from '../../../shared/empty-state.js';
import { useFormat } from '../../../shared/format.js';
import { AddByCode } from './add-by-code.js';
import { newDuty } from './edits.js';
import { ChoiceField, CodeField, NamesFields, useRefusal, ValueField } from './field.js';
import { type KnownCodes, useKnownCodes } from './known-codes.js';
import { RemovePart } from './part-buttons.js';
import { replaced, withOptional } from './records.js';

interface DutyFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** What each position also does; checked beside the KPIs. */
export function DutyFields({ standard, problems, onChange }: DutyFieldsProps) {
  const { t } = useTranslation();
  const known = useKnownCodes(standard);
  const { duties } = standard;
  const [firstPosition] = Object.keys(standard.positions);
  const put = (next: readonly Duty[]) => onChange({ ...standard, duties: next });
  return (
    <div className="part-rows">
      <p className="hint">{t('standards.dutiesHint')}</p>
      {duties.length === 0 && <EmptyState text={t('standards.noDutiesAtAll')} />}
      {duties.map((duty) => (
        <OneDuty
          key={duty.dutyId}
          {...{ standard, duty, problems, known }}
          onChange={(next) => put(replaced(duties, duty, next))}
          onRemove={() => put(duties.filter((one) => one !== duty))}
        />
      ))}
      {firstPosition === undefined ? (
        <Alert type="info" showIcon title={t('standards.positionsFirst')} />
      ) : (
        <AddByCode
          id="new-duty"
          label={t('standards.newDuty')}
          action={t('standards.addDuty')}
          taken={duties.map(({ dutyId }) => dutyId)}
          onAdd={(dutyId) => put([...duties, newDuty(dutyId, firstPosition)])}
        />
      )}
    </div>
  );
}

interface OneDutyProps {
  readonly standard: StandardVersion;
  readonly duty: Duty;
  readonly problems: readonly Problem[];
  readonly known: KnownCodes;
  readonly onChange: (duty: Duty) => void;
  readonly onRemove: () => void;
}

function OneDuty({ standard, duty, problems, known, onChange, onRemove }: OneDutyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusal();
  const path = `duties.${duty.dutyId}`;
  const name = format.name(duty.names) || duty.dutyId;
  return (
    <fieldset className="part-row">
      <legend>
        {name} <RemovePart name={name} onRemove={onRemove} />
      </legend>
      <Form layout="vertical" component="div" className="kpi-fields">
        <NamesFields
          path={path}
          names={duty.names}
          problems={problems}
          onChange={(names) => onChange({ ...duty, names })}
        />
        <ChoiceField
          path={`${path}.positionId`}
          label={t('person.position')}
          value={duty.positionId}
          options={Object.entries(standard.positions).map(([value, { names }]) => ({
            value,
            label: format.name(names) || value,
          }))}
          problems={problems}
          onChange={(positionId) => onChange({ ...duty, positionId })}
        />
        <ExpectedFields
          path={path}
          expected={duty.expected}
          problems={problems}
          onChange={(expected) => onChange({ ...duty, expected })}
        />
        <CodeField
          path={`${path}.inputId`}
          label={t('standards.dutyInput')}
          value={duty.inputId ?? ''}
          known={known.inputs}
          problems={problems}
          extra={t('standards.dutyInputHint')}
          onChange={(inputId) => onChange(withOptional(duty, 'inputId', inputId))}
        />
      </Form>
      {problems
        .filter((problem) => problem.path === path)
        .map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
    </fieldset>
  );
}

type Expected = Duty['expected'];
const periods = ['day', 'week', 'month', 'quarter', 'year', 'event'] as const;
const begun: Readonly<Record<Expected['kind'], Expected>> = {
  count: { kind: 'count', atLeast: '', per: 'month' },
  share: { kind: 'share', percent: '', per: 'month' },
  kept: { kind: 'kept' },
};

interface ExpectedFieldsProps {
  readonly path: string;
  readonly expected: Expected;
  readonly problems: readonly Problem[];
  readonly onChange: (expected: Expected) => void;
}

function ExpectedFields({ path, expected, problems, onChange }: ExpectedFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField
        path={`${path}.expected`}
        className="double"
        label={t('standards.expectedTitle')}
        value={expected.kind}
        options={(['count', 'share', 'kept'] as const).map((value) => ({
          value,
          label: t(`standards.expectedKind.${value}`),
        }))}
        problems={problems}
        onChange={(kind) => onChange(begun[kind])}
      />
      {expected.kind === 'count' && (
        <>
          <ValueField
            path={`${path}.atLeast`}
            label={t('standards.atLeast')}
            value={expected.atLeast}
            problems={problems}
            onChange={(atLeast) => onChange({ ...expected, atLeast })}
          />
          <ValueField
            path={`${path}.upTo`}
            label={t('standards.upTo')}
            value={expected.upTo ?? ''}
            problems={problems}
            onChange={(upTo) => onChange(withOptional(expected, 'upTo', upTo))}
          />
        </>
      )}
      {expected.kind === 'share' && (
        <ValueField
          path={`${path}.percent`}
          label={t('standards.sharePercent')}
          value={expected.percent}
          problems={problems}
          onChange={(percent) => onChange({ ...expected, percent })}
        />
      )}
      {expected.kind !== 'kept' && (
        <ChoiceField
          path={`${path}.per`}
          label={t('standards.dutyPer.label')}
          value={expected.per}
          options={periods.map((value) => ({ value, label: t(`standards.dutyPer.${value}`) }))}
          problems={problems}
          onChange={(per) => onChange({ ...expected, per })}
        />
      )}
    </>
  );
}
