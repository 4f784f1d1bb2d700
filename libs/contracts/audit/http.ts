import { z } from 'zod';
import { fileReference, operation, page, pageQuery } from '../route.js';
import { identifier, instant, writtenText } from '../values.js';
import { auditEntry } from './messages.js';

export type { AuditEntry } from './messages.js';

export const verificationProblem = z.strictObject({
  /** Stable code, e.g. `audit.hash_differs`, `audit.seq_missing`, `audit.anchor_differs`. */
  code: z.string(),
  seq: z.int().nullable(),
  detail: z.string(),
});
export type VerificationProblem = z.infer<typeof verificationProblem>;

export const verificationStatus = z.strictObject({
  verificationId: identifier.nullable(),
  state: z.enum(['never', 'running', 'clean', 'altered', 'incomplete', 'failed']),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** Sealed entries that were checked. */
  entries: z.int(),
  anchors: z.int(),
  firstBadSeq: z.int().nullable(),
  problems: z.array(verificationProblem),
  /** The chain as it is now. */
  chain: z.strictObject({
    sealed: z.int(),
    headHash: z.string().nullable(),
    /** Entries that wait for the sealer; normally for less than a second. */
    unsealed: z.int(),
    lastAnchorAt: instant.nullable(),
    lastAnchoredSeq: z.int().nullable(),
  }),
});
export type VerificationStatus = z.infer<typeof verificationStatus>;

export const auditHttp = {
  listEntries: operation({
    subject: 'audit.listEntries',
    method: 'GET',
    path: '/audit/entries',
    summary: 'The history, newest first: who did what to what, when, with the values before and after',
    policy: { allow: ['auditor', 'hr'] },
    query: z.strictObject({
      ...pageQuery,
      /** Entries about this person's data. */
      personId: identifier.optional(),
      cycleId: identifier.optional(),
      actorPersonId: identifier.optional(),
      /** One action (`appraisal.decided`) or all of a kind (`appraisal`). */
      action: z
        .string()
        .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/)
        .max(100)
        .optional(),
      /** `reads`: who looked at what; `acts`: what was done. */
      kind: z.enum(['reads', 'acts']).optional(),
      subjectType: z.string().max(100).optional(),
      subjectId: z.string().max(200).optional(),
      /** From this instant (inclusive) to that (exclusive). */
      from: instant.optional(),
      to: instant.optional(),
    }),
    reply: page(auditEntry),
  }),
  verificationStatus: operation({
    subject: 'audit.verificationStatus',
    method: 'GET',
    path: '/audit/verification',
    summary: 'The last verification of the chain and its anchors, and the chain as it is now',
    policy: { allow: ['auditor', 'hr', 'administrator'] },
    reply: verificationStatus,
  }),
  startVerification: operation({
    subject: 'audit.startVerification',
    method: 'POST',
    path: '/audit/verification',
    summary: 'Starts a verification; while one runs, answers that one',
    policy: { allow: ['auditor', 'hr', 'administrator'] },
    reply: verificationStatus,
  }),
  exportEntries: operation({
    subject: 'audit.exportEntries',
    method: 'GET',
    path: '/audit/export',
    summary: 'The sealed chain as a file that `kaohe audit verify --export FILE --offline` verifies without a database',
    policy: { allow: ['auditor'] },
    reply: fileReference,
    transfer: 'download',
    // A million entries take about half a minute to write.
    timeoutMs: 120_000,
  }),
  erasePerson: operation({
    subject: 'audit.erasePerson',
    method: 'POST',
    path: '/audit/people/:personId/erasure',
    summary: "Destroys the person's key and the details under it; the chain still verifies",
    policy: { allow: ['administrator'] },
    params: z.strictObject({ personId: identifier }),
    body: z.strictObject({ reason: writtenText(500) }),
    reply: z.strictObject({ entriesErased: z.int() }),
    idempotent: true,
  }),
} as const;
