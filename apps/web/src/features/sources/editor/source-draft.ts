import type { SourceConfig, SourceDetail } from '../../../../../../libs/contracts/metrics/http.js';
import type { LocalisedText } from '../../../../../../libs/contracts/values.js';

export const sourceKinds = ['sql', 'http', 'file'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A source as somebody writes it: of a configuration's shape, though not yet right. */
export interface SourceDraft {
  readonly sourceId: string;
  readonly names: LocalisedText;
  readonly enabled: boolean;
  readonly configuration: { readonly kind: SourceKind } & Readonly<Record<string, unknown>>;
  /** The version it was begun on; saving over another is refused. */
  readonly version: number;
}

export const draftOf = ({ sourceId, names, enabled, configuration, version }: SourceDetail): SourceDraft => ({
  sourceId,
  names,
  enabled,
  configuration,
  version,
});

const noNames: LocalisedText = { 'zh-Hant': '', 'zh-Hans': '', en: '' };

export const blankObservation = (): unknown => ({
  input: '',
  value: { column: '' },
  min: '0',
  max: null,
  whole: false,
});

const ofKind: Readonly<Record<SourceKind, object>> = {
  sql: { query: '' },
  http: { path: '', query: { from: '{from}', to: '{to}' }, itemsPath: 'items', paging: { kind: 'none' } },
  file: { sheets: [], columns: [] },
};

export const blankDataset = (kind: SourceKind): unknown => ({
  datasetId: '',
  names: noNames,
  ...ofKind[kind],
  mapping: {
    rowKey: [],
    employeeCode: '',
    occurredOn: { column: '', as: 'date' },
    observations: [blankObservation()],
  },
});

const connections: Readonly<Record<SourceKind, object>> = {
  sql: { connection: 'env:KAOHE_SOURCE_', statementTimeoutMs: 120_000 },
  http: { baseUrl: '', auth: { type: 'none' }, timeoutMs: 15_000, maxAttempts: 5, maxPages: 10_000 },
  file: {},
};

export const blankSource = (kind: SourceKind): SourceDraft => ({
  sourceId: '',
  names: noNames,
  enabled: true,
  configuration: {
    kind,
    // What is fetched is all there is; an upload adds to what was uploaded before.
    mode: kind === 'file' ? 'append' : 'snapshot',
    inputs: [],
    ...connections[kind],
    datasets: [blankDataset(kind)],
  } satisfies Record<keyof Pick<SourceConfig, 'kind' | 'mode' | 'inputs' | 'datasets'>, unknown>,
  version: 0,
});
