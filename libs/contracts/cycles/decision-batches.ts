import { z } from 'zod';
import { returnTargets } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { identifier, instant, writtenText } from '../values.js';

/** Beyond so many items at once the server goes on by itself, whether anybody watches or not. */
export const mostDecidedWhileWaiting = 30;
const mostInBatch = 1000;

/** What may be decided about many with one reason. */
export const batchDecision = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('approve'), comment: writtenText(2000).optional() }),
  z.strictObject({ verb: z.literal('return'), toStage: z.enum(returnTargets), reason: writtenText(1000) }),
  z.strictObject({ verb: z.literal('recheck_done'), note: writtenText(1000) }),
]);
export type BatchDecision = z.infer<typeof batchDecision>;

const decisionBatch = z.strictObject({
  batchId: identifier,
  verb: z.enum(['approve', 'return', 'recheck_done']),
  startedAt: instant,
  /** null: it goes on. */
  finishedAt: instant.nullable(),
  total: z.int(),
  done: z.int(),
  refused: z.int(),
});
export type DecisionBatch = z.infer<typeof decisionBatch>;

const batchResult = z.strictObject({
  taskId: identifier,
  ok: z.boolean(),
  /** Code and text of the refusal. */
  code: z.string().nullable(),
  detail: z.string().nullable(),
  /** Of a refused item, whom it is about; null: a task the reader may not see, or nobody's. */
  person: z.strictObject({ appraisalId: identifier, name: z.string(), employeeCode: z.string() }).nullable(),
});

const batchParams = z.strictObject({ batchId: identifier });
const signedIn = { allow: 'signed_in' } as const;

export const decisionBatchesHttp = {
  startDecisionBatch: operation({
    subject: 'cycles.startDecisionBatch',
    method: 'POST',
    path: '/decision-batches',
    summary: 'Decides many tasks with one reason in the background, each as a click of its own at the version sent',
    policy: signedIn,
    body: z.strictObject({
      decision: batchDecision,
      items: z
        .array(z.strictObject({ taskId: identifier, version: z.int().min(1) }))
        .min(1)
        .max(mostInBatch),
    }),
    reply: decisionBatch,
    idempotent: true,
  }),
  listDecisionBatches: operation({
    subject: 'cycles.listDecisionBatches',
    method: 'GET',
    path: '/decision-batches',
    summary: "The reader's own batches that go on, and those of the last seven days whose end they have not put away",
    policy: signedIn,
    reply: z.strictObject({ items: z.array(decisionBatch) }),
  }),
  getDecisionBatch: operation({
    subject: 'cycles.getDecisionBatch',
    method: 'GET',
    path: '/decision-batches/:batchId',
    summary: 'How far a batch of decisions is, with what became of each item so far',
    policy: signedIn,
    params: batchParams,
    reply: z.strictObject({ ...decisionBatch.shape, results: z.array(batchResult) }),
  }),
  putAwayDecisionBatch: operation({
    subject: 'cycles.putAwayDecisionBatch',
    method: 'DELETE',
    path: '/decision-batches/:batchId/notice',
    summary: "Takes a finished batch off the reader's list; its decisions stand",
    policy: signedIn,
    params: batchParams,
    reply: z.strictObject({}),
  }),
} as const;
