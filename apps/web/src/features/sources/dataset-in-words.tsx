import { Collapse, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { useFigureWords } from './figure-words.js';
import { useMappingWords } from './mapping-words.js';

type Dataset = SourceDetail['configuration']['datasets'][number];

/** One table, query, endpoint or sheet: who, when, what, and which rows count. */
export function DatasetInWords({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const words = useMappingWords();
  const { mapping } = dataset;
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'key', label: t('mapping.rowKey'), children: words.columns(mapping.rowKey) },
          { key: 'person', label: t('mapping.person'), children: words.column(mapping.employeeCode) },
          {
            key: 'day',
            label: t('mapping.day'),
            children: t(`mapping.dayAs.${mapping.occurredOn.as}`, { column: mapping.occurredOn.column }),
          },
          ...(mapping.only ? [{ key: 'only', label: t('mapping.only'), children: words.condition(mapping.only) }] : []),
          { key: 'figures', label: t('mapping.figures'), children: <Figures dataset={dataset} /> },
        ]}
      />
      <Technical dataset={dataset} />
    </>
  );
}

function Figures({ dataset }: { dataset: Dataset }) {
  const figures = useFigureWords();
  const words = useMappingWords();
  return (
    <ul className="figures">
      {dataset.mapping.observations.map((observation, index) => (
        <li key={typeof observation.input === 'string' ? observation.input : index}>
          {figures.said(observation)} <span className="quiet">{words.bounds(observation)}</span>
        </li>
      ))}
    </ul>
  );
}

/** For whoever mends it: the query or address as it is configured. */
function Technical({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation();
  const shown = technicalLines(dataset);
  if (shown.length === 0) return null;
  return (
    <Collapse
      ghost
      size="small"
      items={[
        {
          key: 'technical',
          label: t('mapping.technical'),
          children: shown.map((line) => (
            <pre key={line} className="query">
              {line}
            </pre>
          )),
        },
      ]}
    />
  );
}

function technicalLines(dataset: Dataset): readonly string[] {
  if ('path' in dataset) return [`GET ${dataset.path}?${new URLSearchParams(dataset.query)}`];
  if ('columns' in dataset) return [];
  return [dataset.query, ...(dataset.totalsQuery ? [dataset.totalsQuery] : [])];
}
