import { z } from 'zod';
import { message } from '../route.js';
import { identifier, instant } from '../values.js';

/** One entry as readers see it; `before` and `after` are the values that changed. */
export const auditEntry = z.strictObject({
  entryId: identifier,
  stream: z.string(),
  /** Place in the stream's chain; null for up to a second, until sealed. */
  seq: z.int().nullable(),
  at: instant,
  actorAccountId: identifier.nullable(),
  actorPersonId: identifier.nullable(),
  /** e.g. `appraisal.decided`, `standard.version_created`. */
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  /** The person whose data this is, if any. */
  aboutPersonId: identifier.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Entries of one subject (an appraisal, a cycle, a standard) in order, for traces. */
export const entriesOf = message(
  'audit.entriesOf',
  z.strictObject({
    subjects: z
      .array(z.strictObject({ type: z.string(), id: z.string() }))
      .min(1)
      .max(200),
    after: z.string().max(200).optional(),
    limit: z.int().min(1).max(500).default(200),
  }),
  z.strictObject({ entries: z.array(auditEntry), next: z.string().nullable() }),
);
