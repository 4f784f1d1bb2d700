import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { EmptyState } from '../../../shared/empty-state.js';
import { effectiveWeights } from '../effective-weights.js';
import { AddByCode } from './add-by-code.js';
import { newKpi } from './edits.js';
import { useRefusal } from './field.js';
import { useKnownCodes } from './known-codes.js';
import { KpiCard } from './kpi-card.js';
import { moved } from './records.js';

interface KpiListProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** The KPIs in the order people read them in, and the way to a new one. */
export function KpiList({ standard, problems, onChange }: KpiListProps) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const [added, setAdded] = useState<string | null>(null);
  const known = useKnownCodes(standard);
  const { percentOf } = effectiveWeights(standard);
  const { kpis } = standard;
  const add = (kpiId: string) => {
    setAdded(kpiId);
    onChange({ ...standard, kpis: [...kpis, newKpi(kpiId)] });
  };
  return (
    <div className="stack">
      {problems
        .filter(({ path }) => path === 'kpis')
        .map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
      {kpis.length === 0 && <EmptyState text={t('standards.noKpis')} />}
      {kpis.map((kpi, index) => (
        <KpiCard
          key={kpi.kpiId}
          {...{ standard, kpi, problems, known, onChange }}
          percent={percentOf(kpi.kpiId)}
          isNew={kpi.kpiId === added}
          place={index + 1}
          onMove={(by) => onChange({ ...standard, kpis: moved(kpis, index, by) })}
        />
      ))}
      <AddByCode
        id="new-kpi"
        label={t('standards.newKpi')}
        action={t('standards.addKpi')}
        taken={kpis.map(({ kpiId }) => kpiId)}
        onAdd={add}
      />
    </div>
  );
}
