import { Alert, Card, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { cycleKinds } from '../../../../../../libs/contracts/values.js';
import {
  type Kpi,
  type MissingPolicy,
  modelIds,
  type Problem,
  type StandardVersion,
} from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { useStandardWords } from '../standard-words.js';
import { withKpi, withoutKpi } from './edits.js';
import { ChoiceField, useRefusal, ValueField } from './field.js';
import type { KnownCodes } from './known-codes.js';
import { KpiDetails } from './kpi-details.js';
import { ModelFields } from './model-fields.js';
import { aggregateUnder, targetRuleOf, withAggregate, withFittingOverrides, withModelKind } from './models.js';
import { OwnTargets } from './own-targets.js';
import { MoveButtons, RemovePart } from './part-buttons.js';

interface KpiCardProps {
  readonly standard: StandardVersion;
  readonly kpi: Kpi;
  /** What it weighs in per cent; null while a weight is no number. */
  readonly percent: string | null;
  readonly problems: readonly Problem[];
  readonly known: KnownCodes;
  /** Just added: everything about it is shown at once. */
  readonly isNew: boolean;
  readonly place: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onChange: (standard: StandardVersion) => void;
}

/** One KPI of the next version: weight, target, the model and its parameters, and what happens without figures. */
export function KpiCard({ standard, kpi, percent, problems, known, isNew, place, onMove, onChange }: KpiCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStandardWords();
  const path = `kpis.${kpi.kpiId}`;
  const name = format.name(kpi.names) || kpi.kpiId;
  const put = (next: Kpi) => onChange(withKpi(standard, next));
  const set = (change: Partial<Kpi>) => put({ ...kpi, ...change });
  const setModel = (model: Kpi['model']) => put(withAggregate({ ...kpi, model }, aggregateUnder(model, kpi.aggregate)));
  const chooseModel = (modelId: Kpi['model']['model']) => {
    const next = withModelKind(kpi, modelId);
    onChange(withFittingOverrides(withKpi(standard, next), next));
  };
  return (
    <Card
      size="small"
      className="kpi-card"
      title={name}
      extra={
        <>
          <span className="raw-to-effective">{`${kpi.rawWeight} → ${words.percent(percent)}`}</span>{' '}
          <MoveButtons id={path} name={name} place={place} count={standard.kpis.length} onMove={onMove} />
          <RemovePart
            name={name}
            means={t('standards.removeKpiMeans')}
            onRemove={() => onChange(withoutKpi(standard, kpi.kpiId))}
          />
        </>
      }
    >
      <Form layout="vertical" component="div" className="kpi-fields">
        <ValueField
          path={`${path}.rawWeight`}
          label={t('standards.field.rawWeight')}
          value={kpi.rawWeight}
          problems={problems}
          onChange={(rawWeight) => set({ rawWeight })}
        />
        <TargetFields kpi={kpi} path={path} problems={problems} onChange={set} />
        <OwnTargets {...{ standard, kpi, problems, onChange }} />
        <ChoiceField
          path={`${path}.modelKind`}
          className="double"
          label={t('standards.modelKind.label')}
          value={kpi.model.model}
          options={modelIds.map((value) => ({ value, label: t(`standards.modelKind.${value}`) }))}
          problems={problems}
          onChange={chooseModel}
        />
        <ModelFields
          path={`${path}.model`}
          model={kpi.model}
          known={known}
          withTarget={kpi.target !== null}
          problems={problems}
          onChange={setModel}
        />
        <MissingFields kpi={kpi} path={path} problems={problems} onChange={(missing) => set({ missing })} />
      </Form>
      <KpiDetails {...{ standard, kpi, path, problems, known, isNew }} onChange={put} onStandard={onChange} />
      <OtherProblems kpiId={kpi.kpiId} problems={problems} />
    </Card>
  );
}

interface FieldsProps<T> {
  readonly kpi: Kpi;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (value: T) => void;
}

const targetKinds = ['fixed', 'perPeriod', 'none'] as const;

function TargetFields({ kpi, path, problems, onChange }: FieldsProps<Partial<Kpi>>) {
  const { t } = useTranslation();
  const { target, model } = kpi;
  const rule = targetRuleOf(model);
  if (target === null && rule === 'none') return null;
  const kind = target === null ? 'none' : 'perPeriod' in target ? 'perPeriod' : 'fixed';
  const targets = { fixed: { value: '' }, perPeriod: { perPeriod: true }, none: null } as const;
  return (
    <>
      <ChoiceField
        path={target === null ? `${path}.target` : `${path}.targetKind`}
        label={t('standards.targetKind.label')}
        value={kind}
        options={targetKinds
          .filter((one) => one !== 'none' || rule !== 'required')
          .map((value) => ({ value, label: t(`standards.targetKind.${value}`) }))}
        problems={problems}
        onChange={(next) => onChange({ target: targets[next] })}
      />
      {target !== null && 'value' in target && (
        <ValueField
          path={`${path}.target`}
          label={t('standards.field.target')}
          value={target.value}
          problems={problems}
          onChange={(value) => onChange({ target: { ...target, value } })}
        />
      )}
      {target !== null && 'value' in target && kpi.aggregate === 'sum' && (
        <ChoiceField
          path={`${path}.target.per`}
          label={t('standards.targetKind.per')}
          value={target.per ?? 'month'}
          options={cycleKinds.map((value) => ({ value, label: t(`standards.cadence.${value}`) }))}
          problems={problems}
          onChange={(per) => onChange({ target: { ...target, per } })}
        />
      )}
    </>
  );
}

const policies = ['block', 'reweight', 'exclude_with_reason', 'carry_last', 'zero', 'default'] as const;

function MissingFields({ kpi, path, problems, onChange }: FieldsProps<MissingPolicy>) {
  const { t } = useTranslation();
  const { missing } = kpi;
  return (
    <>
      <ChoiceField
        path={`${path}.policy`}
        label={t('standards.missingTitle')}
        value={missing.policy}
        options={policies.map((value) => ({ value, label: t(`standards.policy.${value}`) }))}
        problems={problems}
        onChange={(policy) => onChange(policy === 'default' ? { policy, score: '' } : { policy })}
      />
      {missing.policy === 'default' && (
        <ValueField
          path={`${path}.missing.score`}
          label={t('standards.policyScore')}
          value={missing.score}
          problems={problems}
          onChange={(score) => onChange({ policy: 'default', score })}
        />
      )}
    </>
  );
}

const besideAField =
  /^kpis\.[^.]+\.(rawWeight|target|target\.per|missing\.score|unit|sourceId|cadence|dimension|aggregate|rateScale|floor|cap|inputs\.(actual|base)|names\..+)$|\.model\./;
const ofAPosition = /^positions\.[^.]+\.([^.]+)(\.(?!target$).*)?$/;

/** What no field of the card shows. */
function OtherProblems({ kpiId, problems }: { kpiId: string; problems: readonly Problem[] }) {
  const refusal = useRefusal();
  const path = `kpis.${kpiId}`;
  const own = problems.filter(
    (problem) =>
      ofAPosition.exec(problem.path)?.[1] === kpiId ||
      ((problem.path === path || problem.path.startsWith(`${path}.`)) && !besideAField.test(problem.path)),
  );
  return own.map((problem) => (
    <Alert key={`${problem.code}/${problem.path}`} type="error" showIcon title={refusal(problem)} />
  ));
}
