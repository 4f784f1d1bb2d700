import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.mjs';

// Below the ports that Linux and macOS lend to outgoing connections, so that none of those can sit on a remembered port.
const range = { from: 20_000, to: 32_000 };

/** @param {number} port */
export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A free port for each name. They are remembered in `ports.json`, so that addresses stay the same from start to start; a
 * remembered port that somebody else took meanwhile is replaced.
 * @template {string} Name
 * @param {string} dataDir @param {readonly Name[]} names
 * @returns {Promise<Record<Name, number>>}
 */
export async function choosePorts(dataDir, names) {
  const path = join(dataDir, 'ports.json');
  const remembered = readJson(path);
  const taken = new Set(Object.values(remembered));
  const chosen = /** @type {Record<Name, number>} */ ({});
  for (const name of names) {
    const known = remembered[name];
    chosen[name] = known && (await isFree(known)) ? known : await freePort(taken);
    taken.add(chosen[name]);
  }
  // Read again: another part may have chosen its ports while these were probed.
  writeJson(path, { ...readJson(path), ...chosen });
  return chosen;
}

/** @param {Set<number>} taken */
async function freePort(taken) {
  for (;;) {
    const port = randomInt(range.from, range.to);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}
