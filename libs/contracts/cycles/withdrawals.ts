import { z } from 'zod';
import { appraisalStates, verbs } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { identifier, writtenText } from '../values.js';

/** The reader's own decision that they may take back now. */
export const withdrawable = z.strictObject({ decisionId: identifier, verb: z.enum(verbs) });

export const withdrawalsHttp = {
  withdrawDecision: operation({
    subject: 'cycles.withdrawDecision',
    method: 'POST',
    path: '/decisions/:decisionId/withdrawal',
    summary:
      'Takes back an approval or a return of one’s own until whoever comes next has acted; the task is open again',
    policy: { allow: 'signed_in' },
    params: z.strictObject({ decisionId: identifier }),
    body: z.strictObject({ reason: writtenText(1000).optional() }),
    reply: z.strictObject({
      appraisalId: identifier,
      stage: z.enum(appraisalStates),
      version: z.int().min(1),
      /** The task that is open again, by its deadline of before. */
      taskId: identifier,
    }),
    idempotent: true,
    ifMatch: true,
  }),
} as const;
