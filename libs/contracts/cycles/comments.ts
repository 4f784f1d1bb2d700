import { z } from 'zod';
import { operation } from '../route.js';
import { identifier, instant, writtenText } from '../values.js';
import { personName } from './parts.js';

/** So many comments an appraisal holds. */
export const mostComments = 300;

export const madeComment = z.strictObject({
  commentId: identifier,
  by: personName,
  at: instant,
  text: z.string(),
  /** The person it is about reads it too, once their result is released. */
  forPerson: z.boolean(),
});

export const commentsHttp = {
  commentAppraisal: operation({
    subject: 'cycles.commentAppraisal',
    method: 'POST',
    path: '/appraisals/:appraisalId/comments',
    summary: 'Says something about an appraisal, to those who oversee it or to the person it is about as well',
    policy: { allow: 'signed_in' },
    params: z.strictObject({ appraisalId: identifier }),
    body: z.strictObject({ text: writtenText(2000), forPerson: z.boolean() }),
    reply: madeComment,
    idempotent: true,
  }),
} as const;
