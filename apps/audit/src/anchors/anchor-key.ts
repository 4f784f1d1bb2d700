import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the keys folder: the secret, for the anchoring command alone, and its public half. The public half lies beside the anchors too. */
const secretFile = 'anchor-key.pem';
export const publicKeyFile = 'anchor-public-key.pem';

/** The signing key; made when there is none yet. Called by the anchoring command only. */
export function signingKey(keysFolder: string, anchorsExist: boolean): KeyObject {
  const file = join(keysFolder, secretFile);
  if (existsSync(file)) return readSecret(file);
  if (anchorsExist) {
    throw new Error(
      `There are anchors, and the key that signed them is not at ${file}. Restore it from its safe place: with another key nobody could tell new anchors from forged ones.`,
    );
  }
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  // `wx`: of two commands that start at once, one makes the key and the other fails and is run again.
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(join(keysFolder, publicKeyFile), publicKey.export({ type: 'spki', format: 'pem' }));
  return privateKey;
}

function readSecret(file: string): KeyObject {
  const { mode } = statSync(file);
  if ((mode & 0o077) !== 0)
    throw new Error(`Others may read ${file} (mode ${(mode & 0o777).toString(8)}): run chmod 600 on it.`);
  return createPrivateKey(readFileSync(file));
}

export const publicKeyOf = (secret: KeyObject): string =>
  String(createPublicKey(secret.export({ type: 'pkcs8', format: 'pem' })).export({ type: 'spki', format: 'pem' }));

export interface TrustedKey {
  readonly key: KeyObject;
  readonly file: string;
  /** Taken from beside the anchors: whoever forged them could have put it there. */
  readonly besideAnchors: boolean;
}

/** The public key to check anchors with: the one named, else the installation's, else the one beside the anchors. */
export function trustedKey(options: {
  named?: string | undefined;
  keysFolder?: string | undefined;
  anchorFolders: readonly string[];
}): TrustedKey | null {
  const own = options.keysFolder === undefined ? [] : [join(options.keysFolder, publicKeyFile)];
  const candidates = options.named === undefined ? own : [options.named];
  for (const file of candidates) {
    if (options.named !== undefined || existsSync(file))
      return { key: createPublicKey(readFileSync(file)), file, besideAnchors: false };
  }
  const beside = options.anchorFolders.map((folder) => join(folder, publicKeyFile)).find((file) => existsSync(file));
  return beside ? { key: createPublicKey(readFileSync(beside)), file: beside, besideAnchors: true } : null;
}
