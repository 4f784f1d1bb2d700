import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CycleKind, cycleKinds } from '../../../../../libs/contracts/values.js';
import type { Kpi, StandardVersion } from '../../../../../libs/domain/scoring/index.js';
import { Choice } from '../../shared/choice.js';
import { useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useSourceName } from '../../shared/source-name.js';
import { effectiveWeights, type Weights } from './effective-weights.js';
import { type StandardWords, useStandardWords } from './standard-words.js';

interface KpiTableProps {
  readonly standard: StandardVersion;
  readonly kind: CycleKind | undefined;
  readonly onKind: (kind: CycleKind | undefined) => void;
}

/** What is measured: the weight as written and as it counts, the model, the target and what happens without figures, in words. */
export function KpiTable({ standard, kind, onKind }: KpiTableProps) {
  const { t } = useTranslation();
  const words = useStandardWords();
  const weights = effectiveWeights(standard, kind);
  const kpis = standard.kpis.filter((kpi) => kind === undefined || kpi.cadence.includes(kind));
  const columns = useKpiColumns(standard, weights);
  return (
    <div className="stack">
      <Flex gap="middle" align="center" wrap>
        <Choice<CycleKind | 'all'>
          label={t('standards.inCycle')}
          value={kind ?? 'all'}
          onChange={(next) => onKind(next === 'all' ? undefined : next)}
          options={[
            { value: 'all', label: t('filter.all') },
            ...cycleKinds.map((value) => ({ value, label: t(`cycle.kind.${value}`) })),
          ]}
        />
        <Typography.Text strong className="raw-to-effective">
          {t('standards.sumToHundred', { sum: words.weight(weights.sumRaw ?? '0') })}
        </Typography.Text>
      </Flex>
      <p className="hint">{t(kind === undefined ? 'standards.weightsOfAll' : 'standards.weightsOfKind')}</p>
      <PagedTable
        label={t('standards.kpis')}
        columns={columns}
        list={wholeList(kpis)}
        rowKey={(kpi) => kpi.kpiId}
        empty={t('standards.nothingDue')}
      />
    </div>
  );
}

function useKpiColumns(standard: StandardVersion, weights: Weights): readonly Column<Kpi>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const sourceName = useSourceName();
  const words = useStandardWords();
  return [
    {
      key: 'name',
      title: t('standards.kpi'),
      onPhone: 'title',
      render: (kpi) => (
        <>
          <div className="kpi-name">{format.name(kpi.names)}</div>
          <div className="quiet">{words.inputs(kpi)}</div>
        </>
      ),
    },
    {
      key: 'weight',
      title: t('standards.weight'),
      align: 'right',
      render: (kpi) => <Weight raw={kpi.rawWeight} percent={weights.percentOf(kpi.kpiId)} words={words} />,
    },
    {
      key: 'target',
      title: t('standards.targetTitle'),
      render: (kpi) => <TargetByPosition kpi={kpi} standard={standard} words={words} />,
    },
    {
      key: 'model',
      title: t('standards.scoring'),
      render: (kpi) => (
        <>
          <div>{words.model(kpi.model, kpi.unit)}</div>
          <div className="quiet">{words.bounds(kpi, standard.defaults)}</div>
        </>
      ),
    },
    { key: 'source', title: t('standards.source'), render: (kpi) => sourceName(kpi.sourceId) },
    {
      key: 'cadence',
      title: t('standards.cadenceTitle'),
      render: (kpi) => <span className="unbroken">{words.cadence(kpi.cadence)}</span>,
    },
    { key: 'missing', title: t('standards.missingTitle'), render: (kpi) => words.missing(kpi.missing) },
  ];
}

function Weight({ raw, percent, words }: { raw: string; percent: string | null; words: StandardWords }) {
  return (
    <div className="raw-to-effective">
      {`${words.weight(raw)} → ${words.percent(percent)}`}
      <div className="share-track" aria-hidden>
        <span style={{ width: `${percent ?? 0}%` }} />
      </div>
    </div>
  );
}

/** The group's target, and where a position has one of its own. */
function TargetByPosition({ kpi, standard, words }: { kpi: Kpi; standard: StandardVersion; words: StandardWords }) {
  const { t } = useTranslation();
  const format = useFormat();
  const others = Object.entries(standard.positions).flatMap(([positionId, { names, overrides }]) => {
    const own = overrides[kpi.kpiId];
    if (own === undefined) return [];
    const parts = [
      ...(own.target ? [words.target(own.target, kpi)] : []),
      ...(own.scope && own.scope !== kpi.scope ? [words.scope(own.scope)] : []),
      ...(own.inputs ? [words.inputs({ ...kpi, inputs: own.inputs })] : []),
    ];
    return [{ positionId, text: t('standards.ofPosition', { position: format.name(names), what: parts.join(' · ') }) }];
  });
  return (
    <>
      <div>{words.target(kpi.target, kpi)}</div>
      {others.map(({ positionId, text }) => (
        <div key={positionId} className="quiet">
          {text}
        </div>
      ))}
    </>
  );
}
