import { DeleteOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Form, Popconfirm, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { cycleKinds } from '../../../../../../libs/contracts/values.js';
import type { Kpi, MissingPolicy, Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { useStandardWords } from '../standard-words.js';
import { withKpi, withOverride, withoutKpi } from './edits.js';
import { useRefusal, ValueField } from './field.js';
import { ModelFields } from './model-fields.js';

interface KpiCardProps {
  readonly standard: StandardVersion;
  readonly kpi: Kpi;
  /** What it weighs in per cent; null while a weight is no number. */
  readonly percent: string | null;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** One KPI of the next version: weight, target, the model's parameters, and what happens without figures. */
export function KpiCard({ standard, kpi, percent, problems, onChange }: KpiCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStandardWords();
  const path = `kpis.${kpi.kpiId}`;
  const set = (change: Partial<Kpi>) => onChange(withKpi(standard, { ...kpi, ...change }));
  return (
    <Card
      size="small"
      className="kpi-card"
      title={format.name(kpi.names)}
      extra={
        <>
          <span className="raw-to-effective">{`${kpi.rawWeight} → ${words.percent(percent)}`}</span>{' '}
          <RemoveKpi kpi={kpi} onRemove={() => onChange(withoutKpi(standard, kpi.kpiId))} />
        </>
      }
    >
      <p className="hint spaced-tight">{words.model(kpi.model, kpi.unit)}</p>
      <Form layout="vertical" component="div" className="kpi-fields">
        <ValueField
          path={`${path}.rawWeight`}
          label={t('standards.field.rawWeight')}
          value={kpi.rawWeight}
          problems={problems}
          onChange={(rawWeight) => set({ rawWeight })}
        />
        <TargetFields kpi={kpi} path={path} problems={problems} onChange={set} />
        <OwnTargets standard={standard} kpi={kpi} problems={problems} onChange={onChange} />
        <ModelFields
          path={`${path}.model`}
          model={kpi.model}
          problems={problems}
          onChange={(model) => set({ model })}
        />
        <MissingFields kpi={kpi} path={path} problems={problems} onChange={(missing) => set({ missing })} />
      </Form>
      <OtherProblems path={path} problems={problems} />
    </Card>
  );
}

function RemoveKpi({ kpi, onRemove }: { kpi: Kpi; onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.name(kpi.names);
  return (
    <Popconfirm
      title={t('standards.removeKpi', { kpi: name })}
      description={t('standards.removeKpiMeans')}
      okText={t('form.remove')}
      cancelText={t('form.cancel')}
      onConfirm={onRemove}
    >
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('standards.removeKpi', { kpi: name })}
      />
    </Popconfirm>
  );
}

interface FieldsProps<T> {
  readonly kpi: Kpi;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly onChange: (value: T) => void;
}

function TargetFields({ kpi, path, problems, onChange }: FieldsProps<Partial<Kpi>>) {
  const { t } = useTranslation();
  const { target } = kpi;
  if (target === null) return null;
  const kind = 'perPeriod' in target ? 'perPeriod' : 'fixed';
  return (
    <>
      <Form.Item label={t('standards.targetKind.label')} htmlFor={`${path}.targetKind`}>
        <Select
          id={`${path}.targetKind`}
          value={kind}
          options={(['fixed', 'perPeriod'] as const).map((value) => ({
            value,
            label: t(`standards.targetKind.${value}`),
          }))}
          onChange={(next) => onChange({ target: next === 'perPeriod' ? { perPeriod: true } : { value: '' } })}
        />
      </Form.Item>
      {'value' in target && (
        <ValueField
          path={`${path}.target`}
          label={t('standards.field.target')}
          value={target.value}
          problems={problems}
          onChange={(value) => onChange({ target: { ...target, value } })}
        />
      )}
      {'value' in target && kpi.aggregate === 'sum' && (
        <Form.Item label={t('standards.targetKind.per')} htmlFor={`${path}.per`}>
          <Select
            id={`${path}.per`}
            value={target.per ?? 'month'}
            options={cycleKinds.map((value) => ({ value, label: t(`standards.cadence.${value}`) }))}
            onChange={(per) => onChange({ target: { ...target, per } })}
          />
        </Form.Item>
      )}
    </>
  );
}

/** Targets that a position has for itself. */
function OwnTargets({ standard, kpi, problems, onChange }: Omit<KpiCardProps, 'percent'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStandardWords();
  return Object.entries(standard.positions).map(([positionId, { names, overrides }]) => {
    const own = overrides[kpi.kpiId];
    if (!own?.target || !('value' in own.target)) return null;
    const { target } = own;
    return (
      <ValueField
        key={positionId}
        path={`positions.${positionId}.${kpi.kpiId}.target`}
        label={t('standards.targetOf', { position: format.name(names), target: words.target(target, kpi) })}
        value={target.value}
        problems={problems}
        onChange={(value) =>
          onChange(withOverride(standard, positionId, kpi.kpiId, { ...own, target: { ...target, value } }))
        }
      />
    );
  });
}

const policies = ['block', 'reweight', 'exclude_with_reason', 'carry_last', 'zero', 'default'] as const;

function MissingFields({ kpi, path, problems, onChange }: FieldsProps<MissingPolicy>) {
  const { t } = useTranslation();
  const { missing } = kpi;
  return (
    <>
      <Form.Item label={t('standards.missingTitle')} htmlFor={`${path}.policy`}>
        <Select
          id={`${path}.policy`}
          value={missing.policy}
          options={policies.map((value) => ({ value, label: t(`standards.policy.${value}`) }))}
          onChange={(policy) => onChange(policy === 'default' ? { policy, score: '' } : { policy })}
          popupMatchSelectWidth={false}
        />
      </Form.Item>
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

const besideAField = /\.(rawWeight|target|missing\.score)$|\.model\./;

/** What no field of the card shows. */
function OtherProblems({ path, problems }: { path: string; problems: readonly Problem[] }) {
  const refusal = useRefusal();
  const own = problems.filter(
    (problem) => (problem.path === path || problem.path.startsWith(`${path}.`)) && !besideAField.test(problem.path),
  );
  return own.map((problem) => (
    <Alert key={`${problem.code}/${problem.path}`} type="error" showIcon title={refusal(problem)} />
  ));
}
