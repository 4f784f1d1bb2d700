import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CycleDetail } from '../../../../../libs/contracts/cycles/http.js';
import { type CycleSource, metricsHttp } from '../../../../../libs/contracts/metrics/http.js';
import { api } from '../../shared/api.js';
import { none, useFormat } from '../../shared/format.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { holds, useMe } from '../../shared/session.js';
import { useSourceName } from '../../shared/source-name.js';
import { useWords } from '../../shared/words.js';

/** How the figures came in: how fresh, how many held and why, whether totals agree, who answers for them since when. */
export function Sources({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const columns = useColumns(cycle.cycleId);
  const sources = useSources(cycle.cycleId);
  const items = sources.data?.items ?? (sources.isLoading ? cycle.sources.map(asFarAsKnown) : []);
  if (items.length === 0) return null;
  return (
    <Card title={t('cycle.sources')} size="small">
      <PagedTable
        label={t('cycle.sources')}
        columns={columns}
        list={wholeList(items)}
        rowKey={({ sourceId }) => sourceId}
        empty=""
      />
    </Card>
  );
}

/** What the board knows of a source holds its row's place until metrics tells the rest. */
const asFarAsKnown = (source: CycleDetail['sources'][number]): CycleSource => ({
  ...source,
  names: null,
  kind: null,
  reconciled: null,
  quarantinedByReason: [],
  reconciliations: [],
});

/** Metrics keeps them; whoever has no part in the data is not shown them. */
function useSources(cycleId: string) {
  const me = useMe();
  return useQuery({
    queryKey: ['cycle-sources', cycleId],
    queryFn: () => api(metricsHttp.listCycleSources, { params: { cycleId } }),
    enabled: holds(me, 'hr', 'auditor', 'data_owner'),
  });
}

function useColumns(cycleId: string): readonly Column<CycleSource>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const sourceName = useSourceName();
  return [
    {
      key: 'source',
      title: t('source.source'),
      onPhone: 'title',
      render: ({ sourceId, names }) => (
        <Link to="/sources/$sourceId" params={{ sourceId }} search={{ cycle: cycleId }}>
          {names ? format.name(names) : sourceName(sourceId)}
        </Link>
      ),
    },
    {
      key: 'loaded',
      title: t('source.loaded'),
      render: ({ lastLoadedAt }) =>
        lastLoadedAt ? (
          <span title={format.moment(lastLoadedAt)}>{format.relative(lastLoadedAt)}</span>
        ) : (
          t('source.notLoaded')
        ),
    },
    { key: 'rows', title: t('source.rows'), align: 'right', render: ({ rows }) => format.count(rows) },
    {
      key: 'held',
      title: t('source.quarantined'),
      render: (source) => <Held source={source} cycleId={cycleId} />,
    },
    { key: 'totals', title: t('source.reconciled'), render: (source) => <Totals source={source} /> },
    {
      key: 'signed',
      title: t('source.signedOff'),
      render: ({ signedOffAt }) =>
        signedOffAt ? (
          <span className="good">
            <CheckCircleOutlined aria-hidden /> {format.moment(signedOffAt)}
          </span>
        ) : (
          t('source.waiting')
        ),
    },
  ];
}

function Held({ source, cycleId }: { source: CycleSource; cycleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sourceId, quarantined, quarantinedByReason } = source;
  if (quarantined === 0) return t('cycle.noneHeld');
  if (quarantinedByReason.length === 0) return format.count(quarantined);
  return (
    <ul className="plain-list">
      {quarantinedByReason.map(({ reason, rows }) => (
        <li key={reason}>
          <Link to="/sources/$sourceId" params={{ sourceId }} search={{ cycle: cycleId, tab: 'held', reason }}>
            {t('cycle.heldBecause', { reason: t(`quarantine.reason.${reason}`), count: rows })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What does not add up is shown with its numbers; the rest is a word. */
function Totals({ source: { batches, reconciled, reconciliations } }: { source: CycleSource }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  if (batches === 0) return none;
  if (reconciled === null) return t('source.reconciliation.unknown');
  const unexplained = reconciliations.filter(({ explained }) => explained === null);
  const byHeldRows = reconciliations.filter(({ explained }) => explained === 'quarantined').length;
  return (
    <ul className="plain-list">
      {unexplained.map((line) => (
        <li key={`${line.datasetId}/${line.measure}`} className="bad">
          <ExclamationCircleOutlined aria-hidden />{' '}
          {t('cycle.totalDiffers', {
            measure: line.measure === 'rows' ? t('source.rows') : words.input(line.measure),
            theirs: format.figure(line.sourceTotal),
            ours: format.figure(line.loadedTotal),
            difference: format.figure(line.difference),
          })}
        </li>
      ))}
      {byHeldRows > 0 && <li>{t('cycle.explainedByHeld', { count: byHeldRows })}</li>}
      {unexplained.length === 0 && (
        <li className="good">
          <CheckCircleOutlined aria-hidden /> {t('source.reconciliation.yes')}
        </li>
      )}
    </ul>
  );
}
