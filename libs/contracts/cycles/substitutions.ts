import { z } from 'zod';
import { operation } from '../route.js';
import { identifier, instant, isoDate, writtenText } from '../values.js';
import { colleague, personName } from './parts.js';

const substitution = z.strictObject({
  substitutionId: identifier,
  person: personName,
  substitute: personName,
  /** Both days are part of it, in the company's zone. */
  from: isoDate,
  until: isoDate,
  reason: z.string(),
  /** It holds at this moment. */
  now: z.boolean(),
  namedAt: instant,
  /** null: an account of nobody's. */
  namedBy: personName.nullable(),
  /** The reader may end it. */
  mayEnd: z.boolean(),
});
export type Substitution = z.infer<typeof substitution>;

const signedIn = { allow: 'signed_in' } as const;

export const substitutionsHttp = {
  listSubstitutions: operation({
    subject: 'cycles.listSubstitutions',
    method: 'GET',
    path: '/substitutions',
    summary:
      'Who stands in for whom, now and later: for the reader and by the reader; for HR and auditors of everybody',
    policy: signedIn,
    reply: z.strictObject({ items: z.array(substitution) }),
  }),
  nameSubstitute: operation({
    subject: 'cycles.nameSubstitute',
    method: 'POST',
    path: '/substitutions',
    summary:
      'Names who stands in for oneself, or by HR for somebody, during a leave: reviews that wait are theirs as well',
    policy: signedIn,
    body: z.strictObject({
      personId: identifier,
      substituteId: identifier,
      from: isoDate,
      until: isoDate,
      reason: writtenText(1000),
    }),
    reply: substitution,
    idempotent: true,
  }),
  endSubstitution: operation({
    subject: 'cycles.endSubstitution',
    method: 'POST',
    path: '/substitutions/:substitutionId/end',
    summary: 'Ends a substitution before its last day',
    policy: signedIn,
    params: z.strictObject({ substitutionId: identifier }),
    reply: z.strictObject({ substitutionId: identifier, endedAt: instant }),
    idempotent: true,
  }),
  substituteCandidates: operation({
    subject: 'cycles.substituteCandidates',
    method: 'GET',
    path: '/substitute-candidates',
    summary: 'People of the company by name or employee code, for whoever may name one of them a substitute',
    policy: signedIn,
    query: z.strictObject({ search: z.string().trim().min(1).max(100) }),
    reply: z.strictObject({ items: z.array(colleague) }),
  }),
} as const;
