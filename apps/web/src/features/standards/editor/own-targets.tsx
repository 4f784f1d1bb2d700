import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FixedTarget, Kpi, Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { useStandardWords } from '../standard-words.js';
import { withOverride } from './edits.js';
import { ValueField } from './field.js';
import { targetRuleOf } from './models.js';
import { RemovePart } from './part-buttons.js';
import { without } from './records.js';

interface OwnTargetsProps {
  readonly standard: StandardVersion;
  readonly kpi: Kpi;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** Targets that a position has for itself. */
export function OwnTargets({ standard, kpi, problems, onChange }: OwnTargetsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStandardWords();
  const set = (positionId: string, target: FixedTarget | null) =>
    onChange(withOwnTarget(standard, positionId, kpi.kpiId, target));
  return Object.entries(standard.positions).map(([positionId, { names, overrides }]) => {
    const target = overrides[kpi.kpiId]?.target;
    const position = format.name(names) || positionId;
    if (!target || !('value' in target)) return null;
    return (
      <div key={positionId} className="own-target">
        <ValueField
          path={`positions.${positionId}.${kpi.kpiId}.target`}
          label={t('standards.targetOf', { position, target: words.target(target, kpi) })}
          value={target.value}
          problems={problems}
          onChange={(value) => set(positionId, { ...target, value })}
        />
        <RemovePart name={t('standards.ownTargetOf', { position })} onRemove={() => set(positionId, null)} />
      </div>
    );
  });
}

/** The way to one: positions that still have the group's target. */
export function AddOwnTarget({ standard, kpi, onChange }: Omit<OwnTargetsProps, 'problems'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const positions = Object.entries(standard.positions);
  const lacking = positions.filter(([, { overrides }]) => overrides[kpi.kpiId]?.target === undefined);
  if (targetRuleOf(kpi.model) === 'none' || positions.length < 2 || lacking.length === 0) return null;
  const id = `kpis.${kpi.kpiId}.ownTarget`;
  return (
    <Form.Item label={t('standards.ownTarget')} htmlFor={id}>
      <Select
        id={id}
        value={null}
        placeholder={t('standards.choosePosition')}
        options={lacking.map(([positionId, { names }]) => ({
          value: positionId,
          label: format.name(names) || positionId,
        }))}
        popupMatchSelectWidth={false}
        onChange={(positionId: string | null) =>
          positionId !== null && onChange(withOwnTarget(standard, positionId, kpi.kpiId, { value: '' }))
        }
      />
    </Form.Item>
  );
}

function withOwnTarget(standard: StandardVersion, positionId: string, kpiId: string, target: FixedTarget | null) {
  const rest = without({ ...standard.positions[positionId]?.overrides[kpiId] }, 'target');
  const override = target === null ? rest : { ...rest, target };
  return withOverride(standard, positionId, kpiId, Object.keys(override).length === 0 ? null : override);
}
