import { z } from 'zod';
import { detailKey, sealedLink } from '../../../../libs/contracts/audit/evidence-pack.js';

/**
 * An exported chain is gzipped lines of JSON: a header, the keys, the links in order, and an end that says how many there were.
 * docs/audit.md tells how to verify it without Kaohe.
 */
export const exportLine = z.union([
  z.strictObject({
    format: z.literal('kaohe-audit-export-1'),
    companyId: z.uuid(),
    /** When it was written: anchors up to here vouch for it. */
    at: z.iso.datetime(),
  }),
  z.strictObject({ key: detailKey }),
  z.strictObject({ link: sealedLink }),
  z.strictObject({ end: z.strictObject({ links: z.int().min(0) }) }),
]);
export type ExportLine = z.infer<typeof exportLine>;
