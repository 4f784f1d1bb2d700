import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
export const serversFolder = join(projectRoot, 'deploy/servers');

/** The pins, see docs/versions.md. */
export const versions = JSON.parse(readFileSync(join(serversFolder, 'versions.json'), 'utf8'));

/** Everything one installation writes: databases, streams, logs, ports, secrets. */
export const defaultDataDir = () => resolve(process.env.KAOHE_DATA || join(projectRoot, '.kaohe'));

/**
 * Where built or downloaded servers are kept for all checkouts of one user.
 * @param {string} name @param {string} version
 */
export const serverCacheDir = (name, version) =>
  join(userCache(), 'servers', `${name}-${version}-${process.platform}-${process.arch}`);

/** Ports that a start of this user has just chosen. */
export const claimsDir = () => join(userCache(), 'ports');

const userCache = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kaohe');
