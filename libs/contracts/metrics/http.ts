import { z } from 'zod';
import { fileReference, operation, page, pageQuery } from '../route.js';
import { code, cycleKind, identifier, instant, isoDate, localisedText, writtenText } from '../values.js';
import { collectionState, evidenceItem, personResult, reconciliation, sourceName } from './messages.js';
import { quarantineReason, sourceConfig, sourceDefinition } from './source-config.js';
import { sourceFetching, sourceSchedule } from './source-schedule.js';
import { whatIfHttp } from './what-if.js';

export {
  type Condition,
  condition,
  quarantineReasons,
  type SourceConfig,
  sourceConfig,
  sourceDefinition,
  type ValueExpression,
  valueExpression,
} from './source-config.js';
export { type SourceFetching, type SourceSchedule, sourceSchedule } from './source-schedule.js';
export { type KpiEvidence, mostCyclesTried, type WhatIf, type WhatIfPerson } from './what-if.js';

const sourceAddress = z.strictObject({ sourceId: code });
const cycleAddress = z.strictObject({ cycleId: identifier });
const sourceKind = z.enum(['sql', 'http', 'file']);

/** How fresh a source is, without its configuration. */
export const sourceSummary = z.strictObject({
  sourceId: code,
  names: localisedText,
  kind: sourceKind,
  version: z.int(),
  enabled: z.boolean(),
  inputs: z.array(code),
  batches: z.int(),
  lastLoadedAt: instant.nullable(),
  /** Latest day any of its observations counts for. */
  latestOccurredOn: isoDate.nullable(),
  quarantined: z.int(),
  /** null: it is uploaded. */
  fetching: sourceFetching.nullable(),
});
export type SourceSummary = z.infer<typeof sourceSummary>;
export const sourceDetail = z.strictObject({ ...sourceSummary.shape, configuration: sourceConfig });
export type SourceDetail = z.infer<typeof sourceDetail>;

const connectionTest = z.strictObject({
  ok: z.boolean(),
  datasets: z.array(
    z.strictObject({
      datasetId: code,
      ok: z.boolean(),
      rows: z.int(),
      /** Columns the mapping reads that the rows do not have. */
      missingColumns: z.array(z.string()),
      problem: z.string().nullable(),
    }),
  ),
});
export type ConnectionTest = z.infer<typeof connectionTest>;

export const batch = z.strictObject({
  batchId: identifier,
  batchNo: z.int(),
  sourceId: code,
  cycleId: identifier.nullable(),
  periodFrom: isoDate,
  periodTo: isoDate,
  /** File name of an upload; null for a fetch. */
  fileName: z.string().nullable(),
  /** Of the rows' canonical content, in no order. */
  sha256: z.string(),
  /** Rows delivered = accepted + unchanged + quarantined + leftOut. */
  rows: z.int(),
  accepted: z.int(),
  unchanged: z.int(),
  quarantined: z.int(),
  leftOut: z.int(),
  /** Rows of earlier batches that this one corrects or no longer delivers. */
  retired: z.int(),
  observations: z.int(),
  /** Why a data owner put one row right by this batch; null: it is none such. */
  correctionReason: z.string().nullable(),
  loadedAt: instant,
  loadedBy: identifier.nullable(),
});
export type Batch = z.infer<typeof batch>;
const loadOutcome = z.strictObject({ outcome: z.enum(['loaded', 'unchanged']), batch });
export type LoadOutcome = z.infer<typeof loadOutcome>;

export const quarantinedRow = z.strictObject({
  quarantinedRowId: identifier,
  sourceId: code,
  datasetId: code,
  cycleId: identifier.nullable(),
  batchId: identifier,
  batchNo: z.int(),
  rowNo: z.int(),
  reason: quarantineReason,
  /** What was seen, e.g. `{ "column": "employee_code", "seen": "E9999" }`. */
  detail: z.record(z.string(), z.unknown()),
  sourceRow: z.record(z.string(), z.unknown()),
  employeeCode: z.string().nullable(),
  occurredOn: isoDate.nullable(),
  /** `open`, `accepted` (re-evaluated or corrected), `ignored` (with reason), `withdrawn` (the source no longer delivers it). */
  state: z.enum(['open', 'accepted', 'ignored', 'withdrawn']),
  resolvedAt: instant.nullable(),
  resolvedBy: identifier.nullable(),
  resolution: z.string().nullable(),
  quarantinedAt: instant,
});
export type QuarantinedRow = z.infer<typeof quarantinedRow>;

/** A row that counts in a cycle. */
export const loadedRow = z.strictObject({
  datasetId: code,
  batchId: identifier,
  batchNo: z.int(),
  rowNo: z.int(),
  occurredOn: isoDate,
  personId: identifier.nullable(),
  /** As the source brought it. */
  sourceRow: z.record(z.string(), z.unknown()),
  /** What its data owner put in place of the source's values. */
  correction: z.strictObject({ values: z.record(z.string(), z.string()), reason: z.string().nullable() }).nullable(),
  figures: z.array(z.strictObject({ inputId: code, value: z.string() })),
});
export type LoadedRow = z.infer<typeof loadedRow>;

export const cycleSource = z.strictObject({
  ...collectionState.shape,
  names: localisedText.nullable(),
  kind: sourceKind.nullable(),
  quarantinedByReason: z.array(z.strictObject({ reason: quarantineReason, rows: z.int() })),
  reconciliations: z.array(reconciliation),
});
export type CycleSource = z.infer<typeof cycleSource>;

export const scoreRun = z.strictObject({
  runId: identifier,
  runNo: z.int(),
  requestKey: z.string(),
  kind: cycleKind,
  people: z.int(),
  scored: z.int(),
  blocked: z.int(),
  scoringRules: z.string(),
  snapshotNo: z.int(),
  computedAt: instant,
});

export const metricsHttp = {
  ...whatIfHttp,
  listSources: operation({
    subject: 'metrics.listSources',
    method: 'GET',
    path: '/sources',
    summary: 'Sources with their freshness; data owners see their own',
    policy: { allow: ['hr', 'data_owner', 'auditor', 'administrator'] },
    reply: z.strictObject({ items: z.array(sourceSummary) }),
  }),
  listSourceNames: operation({
    subject: 'metrics.listSourceNames',
    method: 'GET',
    path: '/source-names',
    summary: 'What the company calls its sources: whoever reads a figure reads where it came from',
    policy: { allow: 'signed_in' },
    reply: z.strictObject({ items: z.array(sourceName) }),
  }),
  getSource: operation({
    subject: 'metrics.getSource',
    method: 'GET',
    path: '/sources/:sourceId',
    summary: 'A source with its configuration; secrets are references, never values',
    policy: { allow: ['hr', 'data_owner', 'auditor', 'administrator'] },
    params: sourceAddress,
    reply: sourceDetail,
  }),
  createSource: operation({
    subject: 'metrics.createSource',
    method: 'POST',
    path: '/sources',
    summary: 'Configure a new source',
    policy: { allow: ['administrator'] },
    body: sourceDefinition,
    reply: sourceDetail,
    idempotent: true,
  }),
  updateSource: operation({
    subject: 'metrics.updateSource',
    method: 'PUT',
    path: '/sources/:sourceId',
    summary: 'Replace the configuration of a source; the next batch uses it',
    policy: { allow: ['administrator'] },
    params: sourceAddress,
    body: z.strictObject({ names: localisedText, configuration: sourceConfig, enabled: z.boolean().default(true) }),
    reply: sourceDetail,
    ifMatch: true,
  }),
  setSourceSchedule: operation({
    subject: 'metrics.setSourceSchedule',
    method: 'PUT',
    path: '/sources/:sourceId/schedule',
    summary:
      'When a source is read by itself while a cycle collects from it; If-Match names the schedule’s own version, 0 at first',
    policy: { allow: ['administrator'] },
    params: sourceAddress,
    /** null: off; it is then read when somebody asks for it. */
    body: z.strictObject({ schedule: sourceSchedule.nullable() }),
    reply: sourceDetail,
    ifMatch: true,
  }),
  testSource: operation({
    subject: 'metrics.testSource',
    method: 'POST',
    path: '/sources/:sourceId/connection-tests',
    summary: 'Reach the source and read the first rows of each dataset without storing anything',
    policy: { allow: ['administrator'] },
    params: sourceAddress,
    body: z.strictObject({ from: isoDate, to: isoDate }),
    reply: connectionTest,
    timeoutMs: 60_000,
  }),
  testSourceDraft: operation({
    subject: 'metrics.testSourceDraft',
    method: 'POST',
    path: '/connection-tests',
    summary: 'The same for a configuration that is not saved yet',
    policy: { allow: ['administrator'] },
    body: z.strictObject({ from: isoDate, to: isoDate, configuration: sourceConfig }),
    reply: connectionTest,
    timeoutMs: 60_000,
  }),
  getSourceTemplate: operation({
    subject: 'metrics.getSourceTemplate',
    method: 'GET',
    path: '/sources/:sourceId/template',
    summary: 'XLSX with the columns an upload needs, a sheet per dataset',
    policy: { allow: ['hr', 'data_owner', 'administrator'] },
    params: sourceAddress,
    reply: fileReference,
    transfer: 'download',
  }),
  fetchBatch: operation({
    subject: 'metrics.fetchBatch',
    method: 'POST',
    path: '/sources/:sourceId/fetches',
    summary: 'Fetch the rows of a cycle’s period now; rows that come after the cut-off are held as late',
    policy: { allow: ['hr', 'data_owner'] },
    params: sourceAddress,
    body: z.strictObject({ cycleId: identifier }),
    reply: loadOutcome,
    timeoutMs: 300_000,
  }),
  uploadBatch: operation({
    subject: 'metrics.uploadBatch',
    method: 'POST',
    path: '/sources/:sourceId/batches',
    summary: 'Upload XLSX or CSV rows for a cycle’s period; the same file twice changes nothing',
    policy: { allow: ['hr', 'data_owner'] },
    params: sourceAddress,
    /** `datasetId` names the dataset of a CSV file whose columns fit more than one. */
    query: z.strictObject({ cycleId: identifier, datasetId: code.optional() }),
    reply: loadOutcome,
    transfer: 'upload',
    timeoutMs: 120_000,
  }),
  enterRows: operation({
    subject: 'metrics.enterRows',
    method: 'POST',
    path: '/sources/:sourceId/entries',
    summary:
      'Enter or correct rows of an uploaded source by hand, with the reason; a row with a known key replaces the one before',
    policy: { allow: ['data_owner'] },
    params: sourceAddress,
    body: z.strictObject({
      cycleId: identifier,
      datasetId: code,
      /** Column → value as a file would hold it. */
      rows: z
        .array(z.record(z.string().max(200), z.string().max(2_000)))
        .min(1)
        .max(200),
      reason: writtenText(1_000),
    }),
    reply: loadOutcome,
    timeoutMs: 60_000,
  }),
  listBatches: operation({
    subject: 'metrics.listBatches',
    method: 'GET',
    path: '/sources/:sourceId/batches',
    summary: 'Batches of a source, newest first',
    policy: { allow: ['hr', 'data_owner', 'auditor', 'administrator'] },
    params: sourceAddress,
    query: z.strictObject({ ...pageQuery, cycleId: identifier.optional() }),
    reply: page(batch),
  }),
  getBatch: operation({
    subject: 'metrics.getBatch',
    method: 'GET',
    path: '/batches/:batchId',
    summary: 'One batch',
    policy: { allow: ['hr', 'data_owner', 'auditor', 'administrator'] },
    params: z.strictObject({ batchId: identifier }),
    reply: batch,
  }),
  listLoadedRows: operation({
    subject: 'metrics.listLoadedRows',
    method: 'GET',
    path: '/sources/:sourceId/rows',
    summary:
      'Rows of a source that count in a cycle’s period, by day; `search` is text of the row, e.g. an employee code',
    policy: { allow: ['hr', 'data_owner', 'auditor'] },
    params: sourceAddress,
    query: z.strictObject({ ...pageQuery, cycleId: identifier, search: z.string().max(200).optional() }),
    reply: page(loadedRow),
  }),
  correctRow: operation({
    subject: 'metrics.correctRow',
    method: 'POST',
    path: '/sources/:sourceId/corrections',
    summary:
      'Put values of a row that counts right, before the cut-off: a batch of its own with the reason, which stands until the source brings another row',
    policy: { allow: ['data_owner'] },
    params: sourceAddress,
    body: z.strictObject({
      cycleId: identifier,
      datasetId: code,
      batchId: identifier,
      rowNo: z.int().min(1),
      /** Column → the right value; columns not named stay as they are. */
      values: z
        .record(z.string().min(1).max(200), z.string().max(400))
        .refine((values) => Object.keys(values).length > 0, { error: 'one value at least' }),
      reason: writtenText(1_000),
    }),
    reply: batch,
    idempotent: true,
    timeoutMs: 60_000,
  }),
  listQuarantinedRows: operation({
    subject: 'metrics.listQuarantinedRows',
    method: 'GET',
    path: '/quarantined-rows',
    summary: 'Rows that did not fit, with the reason and the row as it came; data owners see their sources’',
    policy: { allow: ['hr', 'data_owner', 'auditor'] },
    query: z.strictObject({
      ...pageQuery,
      sourceId: code.optional(),
      cycleId: identifier.optional(),
      batchId: identifier.optional(),
      reason: quarantineReason.optional(),
      state: z.enum(['open', 'accepted', 'ignored', 'withdrawn']).optional(),
    }),
    reply: page(quarantinedRow),
  }),
  resolveQuarantinedRow: operation({
    subject: 'metrics.resolveQuarantinedRow',
    method: 'POST',
    path: '/quarantined-rows/:quarantinedRowId/resolution',
    summary: 'Correct values of a held row and evaluate it again, or ignore it; both with a reason, before the cut-off',
    policy: { allow: ['data_owner'] },
    params: z.strictObject({ quarantinedRowId: identifier }),
    body: z.discriminatedUnion('action', [
      z.strictObject({
        action: z.literal('correct'),
        /** Column → the right value; columns not named stay as they came. The original row is kept. */
        values: z.record(z.string().max(200), z.string().max(400)),
        reason: writtenText(1_000),
      }),
      z.strictObject({ action: z.literal('ignore'), reason: writtenText(1_000) }),
    ]),
    reply: quarantinedRow,
    idempotent: true,
  }),
  reevaluateQuarantine: operation({
    subject: 'metrics.reevaluateQuarantine',
    method: 'POST',
    path: '/sources/:sourceId/re-evaluations',
    summary: 'Evaluate the open held rows of a cycle again, after a person or a mapping was mended',
    policy: { allow: ['hr', 'data_owner'] },
    params: sourceAddress,
    body: z.strictObject({ cycleId: identifier }),
    reply: z.strictObject({ evaluated: z.int(), accepted: z.int(), stillHeld: z.int() }),
    timeoutMs: 60_000,
  }),
  listCycleSources: operation({
    subject: 'metrics.listCycleSources',
    method: 'GET',
    path: '/cycles/:cycleId/sources',
    summary: 'State of a cycle’s collection: rows, held rows, totals against the source’s own, sign-offs',
    policy: { allow: ['hr', 'data_owner', 'auditor'] },
    params: cycleAddress,
    reply: z.strictObject({
      cycleId: identifier,
      periodFrom: isoDate,
      periodTo: isoDate,
      frozenAt: instant.nullable(),
      items: z.array(cycleSource),
    }),
  }),
  signOffSource: operation({
    subject: 'metrics.signOffSource',
    method: 'POST',
    path: '/cycles/:cycleId/sources/:sourceId/sign-off',
    summary: 'The data owner answers for the source’s figures of the cycle; the same sign-off again changes nothing',
    policy: { allow: ['data_owner'] },
    params: z.strictObject({ cycleId: identifier, sourceId: code }),
    /** A reason is required while rows are held, totals differ without explanation, or nothing was loaded. */
    body: z.strictObject({ reason: writtenText(2_000).optional() }),
    reply: collectionState,
    idempotent: true,
  }),
  listRuns: operation({
    subject: 'metrics.listRuns',
    method: 'GET',
    path: '/cycles/:cycleId/runs',
    summary: 'Score runs of a cycle, newest first',
    policy: { allow: ['hr', 'auditor'] },
    params: cycleAddress,
    query: z.strictObject({ ...pageQuery }),
    reply: page(scoreRun),
  }),
  getRunResult: operation({
    subject: 'metrics.getRunResult',
    method: 'GET',
    path: '/runs/:runId/people/:personId',
    summary: 'A person’s result in one run, as it was computed',
    policy: { allow: ['hr', 'auditor'] },
    params: z.strictObject({ runId: identifier, personId: identifier }),
    reply: personResult,
  }),
  listLineEvidence: operation({
    subject: 'metrics.listLineEvidence',
    method: 'GET',
    path: '/runs/:runId/people/:personId/segments/:segmentNo/lines/:kpiId/evidence',
    summary: 'The observations behind one line of a run, each with its batch and source row',
    policy: { allow: ['hr', 'auditor'] },
    params: z.strictObject({
      runId: identifier,
      personId: identifier,
      segmentNo: z.coerce.number().int().min(1),
      kpiId: code,
    }),
    query: z.strictObject({ ...pageQuery }),
    reply: z.strictObject({ items: z.array(evidenceItem), next: z.string().nullable(), total: z.int() }),
  }),
};
