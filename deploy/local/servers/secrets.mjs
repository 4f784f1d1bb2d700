import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.mjs';

/**
 * The installation's secret of that name (256 bits, base64url), made at its first use and kept in `secrets.json` (mode 0600).
 * @param {string} dataDir @param {string} name
 * @returns {string}
 */
export function secret(dataDir, name) {
  const path = join(dataDir, 'secrets.json');
  const secrets = readJson(path);
  if (typeof secrets[name] === 'string') return secrets[name];
  const made = randomBytes(32).toString('base64url');
  writeJson(path, { ...secrets, [name]: made });
  return made;
}

/** The same as a key of 32 bytes in base64. @param {string} dataDir @param {string} name */
export const keyOf = (dataDir, name) => Buffer.from(secret(dataDir, name), 'base64url').toString('base64');
