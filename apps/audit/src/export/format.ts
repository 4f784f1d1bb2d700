import { z } from 'zod';

/**
 * An exported chain is gzipped lines of JSON: a header, the keys, the links in order, and an end that says how many there were.
 * docs/audit.md tells how to verify it without Kaohe.
 */
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().nullable();

export const exportLine = z.union([
  z.strictObject({
    format: z.literal('kaohe-audit-export-1'),
    companyId: z.uuid(),
    /** When it was written: anchors up to here vouch for it. */
    at: z.iso.datetime(),
  }),
  z.strictObject({ key: z.strictObject({ keyId: z.uuid(), secret: hex.nullable() }) }),
  z.strictObject({
    link: z.strictObject({
      seq: z.int().min(1),
      entryId: z.uuid(),
      keyId: z.uuid(),
      commitment: hex,
      prevHash: hex,
      hash: hex,
      entry: z
        .strictObject({
          at: z.string(),
          xid: z.string(),
          actorAccountId: text,
          actorPersonId: text,
          action: z.string(),
          subjectType: z.string(),
          subjectId: z.string(),
          aboutPersonId: text,
          requestId: text,
          /** The values as the text that was hashed. */
          before: text,
          after: text,
          reason: text,
        })
        .nullable(),
    }),
  }),
  z.strictObject({ end: z.strictObject({ links: z.int().min(0) }) }),
]);
export type ExportLine = z.infer<typeof exportLine>;
