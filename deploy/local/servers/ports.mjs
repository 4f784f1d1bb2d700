import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StartFailure } from './failure.mjs';
import { readJson, writeJson } from './json-file.mjs';
import { claimsDir } from './paths.mjs';

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
 * @param {{ fixed?: Partial<Record<Name, number>>, usual?: Partial<Record<Name, number>> }} [wishes] `fixed` ports are taken or it
 *   fails; `usual` ones are taken where nothing is remembered and they are free
 * @returns {Promise<Record<Name, number>>}
 */
export async function choosePorts(dataDir, names, { fixed = {}, usual = {} } = {}) {
  const path = join(dataDir, 'ports.json');
  const remembered = readJson(path);
  const fixedPorts = /** @type {[string, number][]} */ (Object.entries(fixed));
  for (const [name, port] of fixedPorts) {
    if (!(await isFree(port)))
      throw new StartFailure(`port ${port}, wanted for ${name}, is in use`, 'free it, or set PORT to another');
  }
  const reserved = new Set(fixedPorts.map(([, port]) => port));
  const taken = new Set([...reserved, .../** @type {number[]} */ (Object.values(remembered))]);
  const chosen = /** @type {Record<Name, number>} */ ({});
  for (const name of names) {
    const known = remembered[name] ?? usual[name];
    const mayKeep = known && !reserved.has(known) && (await isFree(known));
    chosen[name] = fixed[name] ?? (mayKeep ? known : await freePort(taken));
    taken.add(chosen[name]);
  }
  writeJson(path, { ...remembered, ...chosen });
  return chosen;
}

/** @param {Set<number>} taken */
async function freePort(taken) {
  for (;;) {
    const port = randomInt(range.from, range.to);
    if (!taken.has(port) && claim(port) && (await isFree(port))) return port;
  }
}

/** A server takes its port some seconds after it was chosen; meanwhile another start must not choose it too. */
const claimedForMs = 120_000;

/** @param {number} port */
function claim(port) {
  mkdirSync(claimsDir(), { recursive: true });
  const file = join(claimsDir(), String(port));
  try {
    if (Date.now() - statSync(file).mtimeMs < claimedForMs) return false;
    rmSync(file, { force: true });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  try {
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** The port people are to reach, when the environment names one. */
export function portOfEnvironment(value = process.env.PORT) {
  if (!value) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartFailure(`PORT is "${value}"`, 'set it to a number from 1 to 65535, or unset it');
}
