import { Alert, Form, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { useFormat } from '../../../shared/format.js';
import { AddByCode } from './add-by-code.js';
import { withDimension, withoutDimension } from './edits.js';
import { NamesFields, useRefusal, ValueField } from './field.js';
import { RemovePart } from './part-buttons.js';
import { replaced } from './records.js';

interface DimensionFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** Groups of KPIs with a weight of their own; with one, every KPI belongs to one. */
export function DimensionFields({ standard, problems, onChange }: DimensionFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusal();
  const dimensions = standard.dimensions ?? [];
  const ofAll = problems.filter(({ path }) => path === 'dimensions');
  return (
    <section>
      <Typography.Title level={2} className="section-title">
        {t('standards.rule.dimensions')}
      </Typography.Title>
      <p className="hint">{t('standards.dimensionsMean')}</p>
      <div className="part-rows">
        {dimensions.map((dimension) => {
          const { dimensionId, names, rawWeight } = dimension;
          const path = `dimensions.${dimensionId}`;
          const name = format.name(names) || dimensionId;
          const set = (change: Partial<typeof dimension>) =>
            onChange({ ...standard, dimensions: replaced(dimensions, dimension, { ...dimension, ...change }) });
          const kpis = standard.kpis.filter((kpi) => kpi.dimension === dimensionId);
          return (
            <fieldset key={dimensionId} className="part-row">
              <legend>
                {name}{' '}
                <RemovePart
                  name={name}
                  means={t('standards.removeDimensionMeans')}
                  onRemove={() => onChange(withoutDimension(standard, dimensionId))}
                />
              </legend>
              <Form layout="vertical" component="div" className="kpi-fields">
                <ValueField
                  path={path}
                  label={t('standards.field.rawWeight')}
                  value={rawWeight}
                  problems={problems}
                  extra={t('standards.dimensionKpis', { count: kpis.length })}
                  onChange={(weight) => set({ rawWeight: weight })}
                />
                <NamesFields path={path} names={names} problems={problems} onChange={(now) => set({ names: now })} />
              </Form>
            </fieldset>
          );
        })}
        {ofAll.map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
        <AddByCode
          id="new-dimension"
          label={t('standards.newDimension')}
          action={t('standards.addDimension')}
          taken={dimensions.map(({ dimensionId }) => dimensionId)}
          onAdd={(dimensionId) => onChange(withDimension(standard, dimensionId))}
        />
      </div>
    </section>
  );
}
