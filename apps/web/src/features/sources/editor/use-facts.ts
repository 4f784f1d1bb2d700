import { useTranslation } from 'react-i18next';
import type { SourceConfig } from '../../../../../../libs/contracts/metrics/http.js';
import { type LocalisedText, locales } from '../../../../../../libs/contracts/values.js';
import { useFormat } from '../../../shared/format.js';
import { useWords } from '../../../shared/words.js';
import { useFigureWords } from '../figure-words.js';
import { useMappingWords } from '../mapping-words.js';
import type { Fact } from './fact-diff.js';

interface Said {
  readonly names: LocalisedText;
  readonly enabled: boolean;
  readonly configuration: SourceConfig;
}
type Dataset = SourceConfig['datasets'][number];

/** Everything a source says of itself, as words that can be compared. */
export function useFacts(): (source: Said) => readonly Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const named = useNames();
  const connection = useConnectionFacts();
  const dataset = useDatasetFacts();
  return ({ names, enabled, configuration }) => [
    ...named(names).map(({ key, label, text }) => ({ key: `names.${key}`, label, text })),
    { key: 'enabled', label: t('sourceForm.use'), text: t(enabled ? 'sourceForm.enabled' : 'sourceForm.disabled') },
    { key: 'mode', label: t('sources.mode'), text: t(`sources.modeMeans.${configuration.mode}`) },
    ...connection(configuration),
    ...configuration.inputs.map((input) => ({
      key: `input.${input}`,
      label: t('sources.delivers'),
      text: words.input(input),
    })),
    ...configuration.datasets.flatMap((one) =>
      dataset(one).map(({ key, label, text }) => ({
        key: `dataset.${one.datasetId}.${key}`,
        label: t('sourceForm.ofDataset', { dataset: format.name(one.names) || one.datasetId, field: label }),
        text,
      })),
    ),
  ];
}

function useNames() {
  const { t } = useTranslation();
  return (names: LocalisedText): readonly Fact[] =>
    locales.map((locale) => ({ key: locale, label: t(`sourceForm.nameIn.${locale}`), text: names[locale] }));
}

function useConnectionFacts() {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = (ms: number): string => t('sourceForm.seconds', { seconds: format.figure(String(ms / 1_000), 3) });
  return (configuration: SourceConfig): readonly Fact[] => {
    if (configuration.kind === 'file') return [];
    if (configuration.kind === 'sql') {
      return [
        { key: 'connection', label: t('sources.address'), text: configuration.connection },
        { key: 'timeLimit', label: t('sources.timeLimit'), text: seconds(configuration.statementTimeoutMs) },
      ];
    }
    const { auth } = configuration;
    return [
      { key: 'connection', label: t('sources.address'), text: configuration.baseUrl },
      { key: 'auth', label: t('sources.auth'), text: t(`sources.authMeans.${auth.type}`) },
      ...(auth.type === 'bearer' ? [{ key: 'token', label: t('sourceForm.token'), text: auth.token }] : []),
      ...(auth.type === 'basic'
        ? [
            { key: 'username', label: t('sourceForm.username'), text: auth.username },
            { key: 'password', label: t('sourceForm.password'), text: auth.password },
          ]
        : []),
      { key: 'timeLimit', label: t('sources.timeLimit'), text: seconds(configuration.timeoutMs) },
      { key: 'tries', label: t('sources.tries'), text: format.count(configuration.maxAttempts) },
      { key: 'pages', label: t('sourceForm.maxPages'), text: format.count(configuration.maxPages) },
    ];
  };
}

function useDatasetFacts() {
  const { t } = useTranslation();
  const named = useNames();
  const words = useMappingWords();
  const figures = useFigureWords();
  const technical = useTechnicalFacts();
  return (dataset: Dataset): readonly Fact[] => {
    const { mapping } = dataset;
    const { column, as } = mapping.occurredOn;
    return [
      ...named(dataset.names),
      ...technical(dataset),
      { key: 'rowKey', label: t('mapping.rowKey'), text: words.columns(mapping.rowKey) },
      { key: 'person', label: t('mapping.person'), text: words.column(mapping.employeeCode) },
      { key: 'day', label: t('mapping.day'), text: t(`mapping.dayAs.${as}`, { column }) },
      ...(mapping.only ? [{ key: 'only', label: t('mapping.only'), text: words.condition(mapping.only) }] : []),
      ...mapping.observations.map((observation, index) => {
        const { input } = observation;
        const name = typeof input === 'string' ? input : `column ${input.column}`;
        const twin = mapping.observations.slice(0, index).filter((other) => same(other.input, input)).length;
        return {
          key: `figure.${name}.${twin}`,
          label: t('mapping.figures'),
          text: t('sourceForm.figureWithin', { figure: figures.said(observation), bounds: words.bounds(observation) }),
        };
      }),
    ];
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The settings that are said as they are written. */
function useTechnicalFacts() {
  const { t } = useTranslation();
  const pairs = (key: string, label: string, record: Readonly<Record<string, string>>): readonly Fact[] =>
    Object.entries(record).map(([name, value]) => ({
      key: `${key}.${name}`,
      label,
      text: t('sourceForm.pair', { name, value }),
    }));
  return (dataset: Dataset): readonly Fact[] => {
    if ('path' in dataset) {
      const { kind, ...parameters } = dataset.paging;
      return [
        { key: 'path', label: t('sourceForm.path'), text: dataset.path },
        ...pairs('query', t('sourceForm.parameters'), dataset.query),
        { key: 'itemsPath', label: t('sourceForm.itemsPath'), text: dataset.itemsPath },
        { key: 'paging', label: t('sourceForm.paging'), text: t(`sourceForm.pagingKind.${kind}`) },
        ...Object.entries(parameters).flatMap(([name, value]) =>
          value === undefined
            ? []
            : [{ key: `paging.${name}`, label: t(`sourceForm.pagingField.${name}`), text: String(value) }],
        ),
        ...pairs('totals', t('sourceForm.totals'), dataset.totals ?? {}),
      ];
    }
    if ('columns' in dataset) {
      return [
        ...dataset.sheets.map((sheet) => ({ key: `sheet.${sheet}`, label: t('sourceForm.sheets'), text: sheet })),
        ...dataset.columns.map(({ header, example }) => ({
          key: `column.${header}`,
          label: t('sourceForm.columns'),
          text: example === '' ? header : t('sourceForm.pair', { name: header, value: example }),
        })),
        ...(dataset.totalsSheet
          ? [{ key: 'totalsSheet', label: t('sourceForm.totalsSheet'), text: dataset.totalsSheet }]
          : []),
      ];
    }
    return [
      { key: 'query', label: t('sourceForm.query'), text: dataset.query },
      ...(dataset.totalsQuery
        ? [{ key: 'totalsQuery', label: t('sourceForm.totalsQuery'), text: dataset.totalsQuery }]
        : []),
    ];
  };
}
