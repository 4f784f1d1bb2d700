import { z } from 'zod';
import { handovers, proposals } from '../../domain/cycle/hand-over.js';
import { taskStages } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { identifier, instant, writtenText } from '../values.js';
import { colleague, personName } from './parts.js';

/** One act of handing a task over: from whom to whom, by whom and why. */
export const madeHandover = z.strictObject({
  how: z.enum(handovers),
  stage: z.enum(taskStages),
  from: personName,
  to: personName,
  /** null: the system, because the organisation changed. */
  by: personName.nullable(),
  at: instant,
  note: z.string().nullable(),
  /** What whoever it was delegated to would do. */
  proposal: z.enum(proposals).nullable(),
});

/** What the reader may do to hand a task over. */
export const handingOver = z.strictObject({
  transfer: z.boolean(),
  delegate: z.boolean(),
  /** It was delegated to the reader, who says what they think. */
  answer: z.boolean(),
  /** The reader delegated it and need not wait. */
  takeBack: z.boolean(),
});

const taskParams = z.strictObject({ taskId: identifier });
const signedIn = { allow: 'signed_in' } as const;
const toSomebody = z.strictObject({ toPersonId: identifier, reason: writtenText(1000) });
const handed = z.strictObject({
  taskId: identifier,
  assignee: personName,
  /** Of the appraisal now. */
  version: z.int().min(1),
});

const act = {
  method: 'POST',
  policy: signedIn,
  params: taskParams,
  reply: handed,
  idempotent: true,
  ifMatch: true,
} as const;

export const handoversHttp = {
  transferTask: operation({
    ...act,
    subject: 'cycles.transferTask',
    path: '/tasks/:taskId/transfer',
    summary: 'Gives a task to a colleague for good; its deadline stays',
    body: toSomebody,
  }),
  delegateTask: operation({
    ...act,
    subject: 'cycles.delegateTask',
    path: '/tasks/:taskId/delegation',
    summary: 'Asks a colleague to look at a task first; it comes back with what they think',
    body: toSomebody,
  }),
  answerDelegation: operation({
    ...act,
    subject: 'cycles.answerDelegation',
    path: '/tasks/:taskId/delegation/answer',
    summary: 'Says what one thinks of a delegated task, which goes back to whoever delegated it',
    body: z.strictObject({ opinion: writtenText(2000), proposal: z.enum(proposals).optional() }),
  }),
  takeBackTask: operation({
    ...act,
    subject: 'cycles.takeBackTask',
    path: '/tasks/:taskId/delegation/end',
    summary: 'Takes a delegated task back without waiting for an answer',
    body: z.strictObject({}),
  }),
  handoverCandidates: operation({
    subject: 'cycles.handoverCandidates',
    method: 'GET',
    path: '/tasks/:taskId/handover-candidates',
    summary: 'People of the company by name or employee code, for whoever may hand this task over to one of them',
    policy: signedIn,
    params: taskParams,
    query: z.strictObject({ search: z.string().trim().min(1).max(100) }),
    reply: z.strictObject({ items: z.array(colleague) }),
  }),
} as const;
