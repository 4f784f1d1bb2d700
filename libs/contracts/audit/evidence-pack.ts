import { z } from 'zod';
import { message } from '../route.js';
import { code, identifier, instant, isoDate, locale } from '../values.js';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().nullable();

/** A link of a chain with its entry, all values as the text that was hashed (docs/audit.md). */
export const sealedLink = z.strictObject({
  seq: z.int().min(1),
  entryId: z.uuid(),
  keyId: z.uuid(),
  commitment: sha256Hex,
  prevHash: sha256Hex,
  hash: sha256Hex,
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
      before: text,
      after: text,
      reason: text,
    })
    .nullable(),
});
export type SealedLink = z.infer<typeof sealedLink>;

export const detailKey = z.strictObject({ keyId: z.uuid(), secret: sha256Hex.nullable() });
export type DetailKey = z.infer<typeof detailKey>;

/** `audit/segment.jsonl` of a pack: a header, the keys, then every link from the first entry that concerns the pack to the anchor. Details stand with the entries that concern it alone. */
export const segmentLine = z.union([
  z.strictObject({
    format: z.literal('kaohe-audit-segment-1'),
    companyId: z.uuid(),
    from: z.int().min(1),
    to: z.int().min(1),
  }),
  z.strictObject({ key: detailKey }),
  z.strictObject({ link: sealedLink }),
]);
export type SegmentLine = z.infer<typeof segmentLine>;

const concerned = {
  /** Of what the history is wanted. */
  appraisalIds: z.array(identifier).min(1).max(1_000),
};

/** Which part of the chain tells of the appraisals, and the anchor that vouches for it. null: nothing is sealed about them. */
export const chainSegment = message(
  'audit.chainSegment',
  z.strictObject({
    ...concerned,
    /** Whose keys over the details are wanted; nobody else's are given. */
    personIds: z.array(identifier).max(1_000),
  }),
  z.strictObject({
    segment: z
      .strictObject({
        from: z.int(),
        to: z.int(),
        keys: z.array(detailKey),
        /** The anchor's file as it lies outside the database; null: none covers any of it yet. */
        anchor: z.string().nullable(),
        publicKey: z.string().nullable(),
      })
      .nullable(),
  }),
);

/** The links of a segment by pages. */
export const segmentLinks = message(
  'audit.segmentLinks',
  z.strictObject({ ...concerned, from: z.int(), to: z.int(), limit: z.int().min(1).max(200).default(200) }),
  z.strictObject({ links: z.array(sealedLink) }),
);

/** Where the parts of a pack lie; those of an appraisal below its folder. */
export const packPaths = {
  manifest: 'manifest.json',
  segment: 'audit/segment.jsonl',
  anchor: 'audit/anchor.json',
  publicKey: 'audit/anchor-public-key.pem',
  standard: 'score/standard.json',
  inputs: 'score/inputs.json',
  run: 'score/run.json',
} as const;

export const packManifest = z.strictObject({
  format: z.literal('kaohe-evidence-pack-1'),
  companyId: identifier,
  madeAt: instant,
  locale,
  appraisals: z
    .array(
      z.strictObject({
        /** '' where the pack is of one appraisal, else ending in `/`. */
        folder: z.string().regex(/^([^/]+\/)?$/),
        appraisalId: identifier,
        personId: identifier,
        cycleId: identifier,
        kind: code,
        period: z.strictObject({ from: isoDate, to: isoDate }),
        runNo: z.int().nullable(),
        /** Whether `kaohe score` computes the run again from the pack; false: nothing was computed, or a segment had no standard. */
        recomputable: z.boolean(),
      }),
    )
    .min(1),
  /** Every other file. */
  files: z.array(z.strictObject({ path: z.string().min(1).max(300), size: z.int().min(0), sha256: sha256Hex })),
});
export type PackManifest = z.infer<typeof packManifest>;
