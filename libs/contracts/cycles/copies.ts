import { z } from 'zod';
import { appraisalStates } from '../../domain/cycle/stages.js';
import { operation, page, pageQuery } from '../route.js';
import { cycleKind, identifier, instant, localisedText, writtenText } from '../values.js';
import { colleague, periodDates, personName } from './parts.js';

/** One act of copying: who sent it to whom, with what note. */
export const madeCopy = z.strictObject({
  by: personName,
  to: z.array(personName),
  at: instant,
  note: z.string().nullable(),
});

/** An appraisal that was copied to the reader: where it stands, never its scores. */
const receivedCopy = z.strictObject({
  copyId: identifier,
  appraisalId: identifier,
  cycleId: identifier,
  kind: cycleKind,
  period: periodDates,
  person: z.strictObject({
    ...personName.shape,
    employeeCode: z.string(),
    departmentNames: localisedText,
    positionNames: localisedText,
  }),
  stage: z.enum(appraisalStates),
  by: personName,
  at: instant,
  note: z.string().nullable(),
  /** When the reader opened the sheet first; null: not yet. */
  readAt: instant.nullable(),
});
export type ReceivedCopy = z.infer<typeof receivedCopy>;

const appraisalParams = z.strictObject({ appraisalId: identifier });
const signedIn = { allow: 'signed_in' } as const;

export const copiesHttp = {
  copyAppraisal: operation({
    subject: 'cycles.copyAppraisal',
    method: 'POST',
    path: '/appraisals/:appraisalId/copies',
    summary:
      'Copies an appraisal to named people: they may read its sheet from now on, its scores once they are released',
    policy: signedIn,
    params: appraisalParams,
    body: z.strictObject({
      toPersonIds: z.array(identifier).min(1).max(20),
      note: writtenText(1000).optional(),
    }),
    reply: madeCopy,
    idempotent: true,
  }),
  copyCandidates: operation({
    subject: 'cycles.copyCandidates',
    method: 'GET',
    path: '/appraisals/:appraisalId/copy-candidates',
    summary: 'People of the company by name or employee code, for whoever may copy this appraisal to one of them',
    policy: signedIn,
    params: appraisalParams,
    query: z.strictObject({ search: z.string().trim().min(1).max(100) }),
    reply: z.strictObject({ items: z.array(colleague) }),
  }),
  listCopies: operation({
    subject: 'cycles.listCopies',
    method: 'GET',
    path: '/my/copies',
    summary: 'What was copied to the reader, the unread first and then the newest',
    policy: signedIn,
    query: z.strictObject({
      ...pageQuery,
      /** Part of a name, or the beginning of an employee code. */
      search: z.string().trim().min(1).max(100).optional(),
    }),
    reply: z.strictObject({ ...page(receivedCopy).shape, unread: z.int() }),
  }),
} as const;
