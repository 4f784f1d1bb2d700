import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cycleKinds } from '../../../../../../libs/contracts/values.js';
import type {
  Aggregate,
  Kpi,
  KpiInputs,
  Problem,
  StandardVersion,
} from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { ChoiceField, CodeField, Entry, NamesFields, ValueField } from './field.js';
import type { KnownCodes } from './known-codes.js';
import { namesItsInputs, withAggregate } from './models.js';
import { AddOwnTarget } from './own-targets.js';
import { withOptional } from './records.js';

interface KpiDetailsProps {
  readonly standard: StandardVersion;
  readonly kpi: Kpi;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly known: KnownCodes;
  readonly isNew: boolean;
  readonly onChange: (kpi: Kpi) => void;
  readonly onStandard: (standard: StandardVersion) => void;
}

const inside = /^(unit|sourceId|cadence|dimension|aggregate|rateScale|floor|cap|inputs\..+|names\..+)$/;

/** What seldom changes about a KPI: names, where its figures come from, when it is due, its own bounds. Open where something is wrong. */
export function KpiDetails(props: KpiDetailsProps) {
  const { t } = useTranslation();
  const { path, problems, isNew } = props;
  const [open, setOpen] = useState(isNew);
  const wrong = problems.some((one) => one.path.startsWith(`${path}.`) && inside.test(one.path.slice(path.length + 1)));
  const shown = open || wrong;
  return (
    <details className="kpi-details" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('standards.details')}</summary>
      {shown && (
        <Form layout="vertical" component="div" className="kpi-fields">
          <NamesFields
            path={path}
            names={props.kpi.names}
            problems={problems}
            onChange={(names) => props.onChange({ ...props.kpi, names })}
          />
          <Figures {...props} />
          <Due {...props} />
          <Bounds {...props} />
          <AddOwnTarget standard={props.standard} kpi={props.kpi} onChange={props.onStandard} />
        </Form>
      )}
    </details>
  );
}

const aggregates = ['sum', 'mean', 'last', 'ratio_of_sums', 'max', 'min'] as const satisfies readonly Aggregate[];

/** Where its figures come from and how they become one. */
function Figures({ kpi, path, problems, known, onChange }: KpiDetailsProps) {
  const { t } = useTranslation();
  const { inputs } = kpi;
  const setInputs = (next: KpiInputs) => onChange({ ...kpi, inputs: next });
  return (
    <>
      <CodeField
        path={`${path}.sourceId`}
        label={t('standards.source')}
        value={kpi.sourceId}
        known={known.sources}
        problems={problems}
        onChange={(sourceId) => onChange({ ...kpi, sourceId })}
      />
      <CodeField
        path={`${path}.unit`}
        label={t('standards.unit')}
        value={kpi.unit}
        known={known.units}
        problems={problems}
        onChange={(unit) => onChange({ ...kpi, unit })}
      />
      {!namesItsInputs(kpi.model) && (
        <>
          <ChoiceField
            path={`${path}.aggregate`}
            label={t('standards.addedUpBy')}
            value={kpi.aggregate}
            options={aggregates.map((value) => ({ value, label: t(`standards.aggregate.${value}`) }))}
            problems={problems}
            onChange={(aggregate) => onChange(withAggregate(kpi, aggregate))}
          />
          <CodeField
            path={`${path}.inputs.actual`}
            label={t('standards.inputActual')}
            value={inputs?.actual ?? ''}
            known={known.inputs}
            problems={problems}
            onChange={(actual) => setInputs({ ...inputs, actual })}
          />
          <CodeField
            path={`${path}.inputs.base`}
            label={t('standards.inputBase')}
            value={inputs?.base ?? ''}
            known={known.inputs}
            problems={problems}
            onChange={(base) => setInputs(withOptional<KpiInputs, 'base'>({ actual: '', ...inputs }, 'base', base))}
          />
          {kpi.aggregate === 'ratio_of_sums' && (
            <ValueField
              path={`${path}.rateScale`}
              label={t('standards.rateScale')}
              value={kpi.rateScale ?? ''}
              placeholder="100"
              problems={problems}
              onChange={(scale) => onChange(withOptional(kpi, 'rateScale', scale))}
            />
          )}
        </>
      )}
      <ChoiceField
        path={`${path}.scope`}
        label={t('standards.field.scope')}
        value={kpi.scope}
        options={(['person', 'team'] as const).map((value) => ({ value, label: t(`standards.scope.${value}`) }))}
        problems={problems}
        onChange={(scope) => onChange({ ...kpi, scope })}
      />
    </>
  );
}

function Due({ standard, kpi, path, problems, onChange }: KpiDetailsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const dimensions = standard.dimensions ?? [];
  return (
    <>
      <Entry path={`${path}.cadence`} label={t('standards.cadenceTitle')} problems={problems}>
        <Checkbox.Group
          value={[...kpi.cadence]}
          options={cycleKinds.map((value) => ({ value, label: t(`standards.cadence.${value}`) }))}
          onChange={(chosen) => onChange({ ...kpi, cadence: cycleKinds.filter((kind) => chosen.includes(kind)) })}
        />
      </Entry>
      {dimensions.length > 0 && (
        <ChoiceField
          path={`${path}.dimension`}
          label={t('standards.dimension')}
          value={kpi.dimension ?? ''}
          options={dimensions.map(({ dimensionId, names }) => ({ value: dimensionId, label: format.name(names) }))}
          problems={problems}
          onChange={(dimension) => onChange({ ...kpi, dimension })}
        />
      )}
    </>
  );
}

function Bounds({ standard, kpi, path, problems, onChange }: KpiDetailsProps) {
  const { t } = useTranslation();
  return (['floor', 'cap'] as const).map((name) => (
    <ValueField
      key={name}
      path={`${path}.${name}`}
      label={t(`standards.default.${name}`)}
      value={kpi[name] ?? ''}
      placeholder={standard.defaults[name]}
      problems={problems}
      onChange={(value) => onChange(withOptional(kpi, name, value))}
    />
  ));
}
