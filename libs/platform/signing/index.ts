import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** PKCS #8 of an Ed25519 key up to its seed (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs files that leave the company's system, so that whoever takes them can tell where they come from. */
export interface Signer {
  /** Ed25519 over the bytes themselves: `openssl pkeyutl -verify -rawin` checks it. */
  readonly sign: (content: Buffer) => Buffer;
  readonly publicKeyPem: string;
  /** SHA-256 of the public key, lower-case hex. */
  readonly keyId: string;
}

/** `seed`: 32 bytes in base64. */
export function signerOf(seed: string): Signer {
  const bytes = Buffer.from(seed, 'base64');
  if (bytes.length !== 32)
    throw new Error('KAOHE_PAYROLL_KEY is not 32 bytes in base64; make one with: openssl rand -base64 32');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, bytes]), format: 'der', type: 'pkcs8' });
  const publicKey: KeyObject = createPublicKey(key);
  return {
    sign: (content) => sign(null, content, key),
    publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    keyId: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  };
}
