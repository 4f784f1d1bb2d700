import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Defaults, Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { CompositionFields } from './composition-fields.js';
import { DimensionFields } from './dimension-fields.js';
import { NamesFields, ValueField } from './field.js';
import { GradeTable } from './grade-table.js';
import { VetoFields } from './veto-fields.js';

const decimals = [
  'floor',
  'cap',
  'totalFloor',
  'totalCap',
  'adjustmentLimit',
  'maxReweightPercent',
] as const satisfies readonly (keyof Defaults)[];

interface RuleFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** What holds for the whole standard: bounds, grades, groups of KPIs, how longer periods come about, how far a manager may go. */
export function RuleFields({ standard, problems, onChange }: RuleFieldsProps) {
  const { t } = useTranslation();
  const { defaults } = standard;
  const set = (change: Partial<Defaults>) => onChange({ ...standard, defaults: { ...defaults, ...change } });
  return (
    <div className="stack">
      <Form layout="vertical" component="div" className="kpi-fields">
        <NamesFields
          path="standard"
          names={standard.names}
          problems={problems}
          onChange={(names) => onChange({ ...standard, names })}
        />
      </Form>
      <Form layout="vertical" component="div" className="kpi-fields">
        {decimals.map((name) => (
          <ValueField
            key={name}
            path={`defaults.${name}`}
            label={t(`standards.default.${name}`)}
            value={defaults[name]}
            problems={problems}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
        {(['bonusCap', 'penaltyCap'] as const).map((name) => (
          <ValueField
            key={name}
            path={name}
            label={t(`standards.default.${name}`)}
            value={standard[name]}
            problems={problems}
            onChange={(value) => onChange({ ...standard, [name]: value })}
          />
        ))}
      </Form>
      <WholeNumbers standard={standard} problems={problems} onChange={set} />
      <GradeTable grades={defaults.grades} problems={problems} onChange={(grades) => set({ grades })} />
      <DimensionFields standard={standard} problems={problems} onChange={onChange} />
      <CompositionFields standard={standard} problems={problems} onChange={onChange} />
      <VetoFields standard={standard} problems={problems} onChange={onChange} />
    </div>
  );
}

const wholeOf = (typed: string): number => (/^\d{1,3}$/.test(typed) ? Number(typed) : 0);

/** Digits of the shown scores, and how short a stretch of a period may be. */
function WholeNumbers({
  standard,
  problems,
  onChange,
}: Omit<RuleFieldsProps, 'onChange'> & { onChange: (change: Partial<Defaults>) => void }) {
  const { t } = useTranslation();
  const { digits, minSegmentDays } = standard.defaults;
  return (
    <Form layout="vertical" component="div" className="kpi-fields">
      <ValueField
        path="defaults.digits"
        label={t('standards.default.digits')}
        value={`${digits}`}
        problems={problems}
        onChange={(typed) => onChange({ digits: wholeOf(typed) })}
      />
      {(['month', 'other'] as const).map((name) => (
        <ValueField
          key={name}
          path={`defaults.minSegmentDays.${name}`}
          label={t(`standards.default.minSegmentDays_${name}`)}
          value={`${minSegmentDays[name]}`}
          problems={problems}
          onChange={(typed) => onChange({ minSegmentDays: { ...minSegmentDays, [name]: wholeOf(typed) } })}
        />
      ))}
    </Form>
  );
}
