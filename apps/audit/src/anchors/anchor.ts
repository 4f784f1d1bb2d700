import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const streamHead = z.strictObject({ companyId: z.uuid(), seq: z.int().min(1), hash: sha256Hex });

/** What is kept outside the database: where every chain stood at an hour, signed, each file naming the one before. */
export const anchor = z.strictObject({
  format: z.literal('kaohe-anchor-1'),
  no: z.int().min(1),
  kind: z.enum(['hourly', 'daily']),
  at: z.iso.datetime(),
  /** SHA-256 of the previous anchor's file; null in the first. */
  previous: sha256Hex.nullable(),
  streams: z.array(streamHead),
  /** SHA-256 over the streams' lines: the one figure to note down or publish. */
  root: sha256Hex,
  /** Fingerprint of the public key. */
  keyId: sha256Hex,
  signature: z.base64(),
});
export type Anchor = z.infer<typeof anchor>;
export type UnsignedAnchor = Omit<Anchor, 'signature' | 'keyId' | 'root' | 'format'>;

export const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(
      createPublicKey(key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' })).export({
        type: 'spki',
        format: 'der',
      }),
    )
    .digest('hex');

export const rootOf = (streams: Anchor['streams']): string =>
  createHash('sha256')
    .update(streams.map(({ companyId, seq, hash }) => `${companyId} ${seq} ${hash}\n`).join(''))
    .digest('hex');

/** The signed bytes: the anchor without its signature, its members always in this order. */
function signedText(it: Omit<Anchor, 'signature'>): Buffer {
  const streams = it.streams.map(({ companyId, seq, hash }) => ({ companyId, seq, hash }));
  const { format, no, kind, at, previous, root, keyId } = it;
  return Buffer.from(JSON.stringify({ format, no, kind, at, previous, streams, root, keyId }));
}

export function signAnchor(unsigned: UnsignedAnchor, privateKey: KeyObject): Anchor {
  const { no, kind, at, previous, streams } = unsigned;
  const complete = {
    format: 'kaohe-anchor-1' as const,
    no,
    kind,
    at,
    previous,
    streams,
    root: rootOf(streams),
    keyId: fingerprint(privateKey),
  };
  return { ...complete, signature: sign(null, signedText(complete), privateKey).toString('base64') };
}

export const isSignedBy = (it: Anchor, publicKey: KeyObject): boolean =>
  it.keyId === fingerprint(publicKey) &&
  it.root === rootOf(it.streams) &&
  verify(null, signedText(it), publicKey, Buffer.from(it.signature, 'base64'));

export const anchorFileName = (no: number): string => `${String(no).padStart(8, '0')}.json`;
export const anchorFileText = (it: Anchor): string => `${JSON.stringify(it, null, 2)}\n`;
export const fileHash = (content: string): string => createHash('sha256').update(content).digest('hex');
