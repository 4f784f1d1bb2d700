import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endLeftovers } from '../leftovers.mjs';
import { StartFailure } from './failure.mjs';
import { tryLock } from './file-lock.mjs';
import { greetsAsNats, natsServer } from './nats.mjs';
import { defaultDataDir, versions } from './paths.mjs';
import { choosePorts } from './ports.mjs';
import { postgresServer } from './postgres.mjs';
import { secret } from './secrets.mjs';
import { query } from './sql.mjs';
import { obtainTemporal, temporalServer } from './temporal.mjs';
import { portNames, temporalParts } from './temporal-config.mjs';
import { ensureNamespace } from './temporal-namespace.mjs';
import { temporalUi } from './temporal-ui.mjs';
import { isAccepted } from './version.mjs';

/** @typedef {'postgres' | 'nats' | 'temporal' | 'temporal-ui'} ServerName */
/** @typedef {{ user: string, account?: string, publish?: readonly string[], subscribe?: readonly string[] }} NatsLogin */

/**
 * @typedef {object} Servers
 * @property {string} databaseUrl owner of database `kaohe`
 * @property {string} natsUrl
 * @property {Record<string, { user: string, password: string }>} natsCredentials by user; empty for an external NATS
 * @property {string} temporalAddress
 * @property {string} temporalNamespace
 * @property {string} temporalUiUrl empty unless wanted
 * @property {Partial<Record<ServerName, import('../supervise.mjs').Supervised>>} own the servers started here: `kill()`, `stop()`, `start()`
 * @property {Partial<Record<ServerName, number>>} pids
 * @property {Record<string, number>} ports by name
 * @property {() => Promise<void>} stop ends what was started here, gracefully
 */

/**
 * Servers for one installation: those the environment names (`DATABASE_URL`, `NATS_URL`, `TEMPORAL_ADDRESS`) are used as they are,
 * the others are obtained, started and kept running by this process. Resolves when all of them answer.
 * @param {{ dataDir?: string, log?: (line: string) => void, want?: readonly ServerName[], natsLogins?: readonly NatsLogin[],
 *   env?: NodeJS.ProcessEnv, onGivenUp?: (cause: Error) => void,
 *   alsoPorts?: { names: readonly string[], fixed?: Record<string, number>, usual?: Record<string, number> } }} [options]
 *   `alsoPorts`: further ports that the installation needs, chosen and remembered with the servers' own
 * @returns {Promise<Servers>}
 */
export async function startServers({
  dataDir: folder = defaultDataDir(),
  log = () => undefined,
  want = ['postgres', 'nats', 'temporal'],
  natsLogins = [{ user: 'kaohe' }],
  env = process.env,
  onGivenUp = () => undefined,
  alsoPorts = { names: [] },
} = {}) {
  const dataDir = resolve(folder);
  mkdirSync(dataDir, { recursive: true });
  const lock = lockInstance(dataDir);
  await endLeftovers(dataDir, log);
  const names = ['postgres', 'nats', 'nats-monitor', 'temporal-ui', ...temporalParts.flatMap(portNames)];
  const ports = await choosePorts(dataDir, [...names, ...alsoPorts.names], alsoPorts).catch((error) => {
    lock.release();
    throw error;
  });
  const portOf = (/** @type {string} */ name) => ports[name] ?? 0;
  /** @type {Servers['own']} */
  const own = {};
  const stop = () => stopAll(own, lock.release);
  const namespace = env.TEMPORAL_NAMESPACE || 'kaohe';

  const startPostgres = async () => {
    if (env.DATABASE_URL) return externalDatabase(env.DATABASE_URL);
    const server = await postgresServer({
      dataDir,
      port: portOf('postgres'),
      password: secret(dataDir, 'postgres'),
      log,
      onGivenUp,
    });
    own.postgres = server.supervised;
    await server.start();
    return server.url;
  };
  const users = natsLogins.map((login) => ({ ...login, password: secret(dataDir, `nats.${login.user}`) }));
  const startNats = async () => {
    if (env.NATS_URL) return externalNats(env.NATS_URL);
    const server = await natsServer({
      dataDir,
      port: portOf('nats'),
      monitorPort: portOf('nats-monitor'),
      users,
      log,
      onGivenUp,
    });
    own.nats = server.supervised;
    await server.supervised.start();
    return server.url;
  };
  /** @param {Promise<string>} database */
  const startTemporal = async (database) => {
    if (env.TEMPORAL_ADDRESS) return externalTemporal(env.TEMPORAL_ADDRESS, namespace);
    const bin = await obtainTemporal(log);
    const server = temporalServer({ dataDir, ports, databaseUrl: await database, namespace, bin, log, onGivenUp });
    own.temporal = server.supervised;
    await server.start();
    return server.address;
  };
  /** @param {Promise<string>} temporal */
  const startUi = async (temporal) => {
    const temporalAddress = await temporal;
    const server = await temporalUi({
      dataDir,
      port: portOf('temporal-ui'),
      temporalAddress,
      namespace,
      log,
      onGivenUp,
    });
    own['temporal-ui'] = server.supervised;
    await server.supervised.start();
    return server.url;
  };

  try {
    const database = want.includes('postgres') || want.includes('temporal') ? startPostgres() : Promise.resolve('');
    const nats = want.includes('nats') ? startNats() : Promise.resolve('');
    const temporal = want.includes('temporal') ? startTemporal(database) : Promise.resolve('');
    const ui = want.includes('temporal-ui') ? startUi(temporal) : Promise.resolve('');
    const started = await settleAll([database, nats, temporal, ui]);
    const [databaseUrl = '', natsUrl = '', temporalAddress = '', temporalUiUrl = ''] = started;
    return {
      databaseUrl,
      natsUrl,
      natsCredentials: env.NATS_URL
        ? {}
        : Object.fromEntries(users.map(({ user, password }) => [user, { user, password }])),
      temporalAddress,
      temporalNamespace: namespace,
      temporalUiUrl,
      own,
      ports,
      get pids() {
        return Object.fromEntries(Object.entries(own).map(([name, server]) => [name, server.pid]));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for all even when one fails: what is still starting could not be stopped. @template T @param {Promise<T>[]} promises */
async function settleAll(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => /** @type {PromiseFulfilledResult<T>} */ (result).value);
}

/** @param {Servers['own']} own @param {() => void} release */
async function stopAll(own, release) {
  // Temporal first: it wants to write its last words to PostgreSQL.
  await Promise.all([own['temporal-ui']?.stop(), own.temporal?.stop(), own.nats?.stop()]);
  await own.postgres?.stop();
  release();
}

/** @param {string} dataDir */
function lockInstance(dataDir) {
  const lock = tryLock(join(dataDir, 'instance.lock'));
  if ('release' in lock) return lock;
  throw new StartFailure(
    `process ${lock.heldBy} already runs Kaohe's servers on ${dataDir}`,
    'stop it, or set KAOHE_DATA to another folder for a second instance',
  );
}

/** @param {string} url */
async function externalDatabase(url) {
  const [row] = await query(url, 'show server_version').catch((error) => {
    throw new StartFailure(
      `the PostgreSQL of DATABASE_URL does not answer: ${error.message}`,
      'start it, correct DATABASE_URL, or unset it to have one started here',
    );
  });
  const { minimum } = versions.postgres;
  if (!isAccepted(row.server_version, { minimum, below: '1000' })) {
    throw new StartFailure(
      `the PostgreSQL of DATABASE_URL is ${row.server_version}`,
      `use ${minimum} or newer, or unset DATABASE_URL to have one started here`,
    );
  }
  return url;
}

/** @param {string} url */
async function externalNats(url) {
  await greetsAsNats(url).catch((error) => {
    throw new StartFailure(
      `the NATS of NATS_URL does not answer: ${error.message}`,
      'start it, correct NATS_URL, or unset it to have one started here',
    );
  });
  return url;
}

/** @param {string} address @param {string} namespace */
async function externalTemporal(address, namespace) {
  await ensureNamespace(address, namespace).catch((error) => {
    throw new StartFailure(
      `the Temporal of TEMPORAL_ADDRESS does not serve namespace ${namespace}: ${error.message}`,
      'start it, correct TEMPORAL_ADDRESS, or unset it to have one started here',
    );
  });
  return address;
}
