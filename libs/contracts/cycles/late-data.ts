import { z } from 'zod';
import { appraisalStates } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { code, identifier, instant, writtenText } from '../values.js';
import { cycleParams, personName } from './parts.js';

const requestStates = ['proposed', 'approved', 'done', 'declined'] as const;

const lateDataRequest = z.strictObject({
  requestId: identifier,
  state: z.enum(requestStates),
  reason: z.string(),
  rows: z.int(),
  people: z.int(),
  by: personName,
  at: instant,
  decidedBy: personName.nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  /** Appraisals that were scored anew; null until it is done. */
  rescored: z.int().nullable(),
});
export type LateDataRequest = z.infer<typeof lateDataRequest>;

const lateData = z.strictObject({
  /** Held as late and not answered yet. */
  rows: z.array(z.strictObject({ sourceId: code, rows: z.int() })),
  /** The open proposal, or else the last one. */
  request: lateDataRequest.nullable(),
  mayPropose: z.boolean(),
  /** The reader may approve or decline the open proposal. */
  mayDecide: z.boolean(),
});
export type LateData = z.infer<typeof lateData>;

const effects = z.strictObject({
  digest: z.string(),
  /** Whose result would be another; of the first of them it is said how. */
  people: z.int(),
  effects: z.array(
    z.strictObject({
      appraisalId: identifier,
      person: personName,
      stage: z.enum(appraisalStates),
      totalBefore: z.string().nullable(),
      /** null: without what the source no longer brings there is no total, and the appraisal keeps the one it has. */
      totalAfter: z.string().nullable(),
      gradeBefore: z.string().nullable(),
      gradeAfter: z.string().nullable(),
    }),
  ),
});
export type LateDataEffects = z.infer<typeof effects>;

const readers = { allow: ['hr', 'data_owner', 'auditor'] } as const;
const asking = { allow: ['hr', 'data_owner'] } as const;
const requestParams = z.strictObject({ ...cycleParams.shape, requestId: identifier });

export const lateDataHttp = {
  lateData: operation({
    subject: 'cycles.lateData',
    method: 'GET',
    path: '/cycles/:cycleId/late-data',
    summary: 'Rows of a cycle that came after its cut-off, and the proposal that they count',
    policy: readers,
    params: cycleParams,
    reply: lateData,
  }),
  lateDataEffects: operation({
    subject: 'cycles.lateDataEffects',
    method: 'GET',
    path: '/cycles/:cycleId/late-data/effects',
    summary: 'Whose total and grade the late rows would change, from what to what; nothing is written',
    policy: { allow: ['hr', 'data_owner', 'auditor'] },
    params: cycleParams,
    reply: effects,
    timeoutMs: 60_000,
  }),
  proposeLateData: operation({
    subject: 'cycles.proposeLateData',
    method: 'POST',
    path: '/cycles/:cycleId/late-data-requests',
    summary: 'Proposes that the late rows count, with the reason',
    policy: asking,
    params: cycleParams,
    body: z.strictObject({ digest: z.string().length(64), reason: writtenText(1000) }),
    reply: lateDataRequest,
    idempotent: true,
    timeoutMs: 60_000,
  }),
  decideLateData: operation({
    subject: 'cycles.decideLateData',
    method: 'POST',
    path: '/cycles/:cycleId/late-data-requests/:requestId/decision',
    summary:
      'Approves or declines the proposal; by somebody else than who made it. Approved, exactly the people it touches are scored anew',
    policy: { allow: ['hr'] },
    params: requestParams,
    body: z.strictObject({ approve: z.boolean(), note: writtenText(1000).optional() }),
    reply: lateDataRequest,
    idempotent: true,
    timeoutMs: 60_000,
  }),
} as const;
