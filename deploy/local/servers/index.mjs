import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endLeftovers } from '../leftovers.mjs';
import { externalDatabase, externalNats, externalTemporal } from './external.mjs';
import { StartFailure } from './failure.mjs';
import { tryLock } from './file-lock.mjs';
import { natsServer } from './nats.mjs';
import { defaultDataDir } from './paths.mjs';
import { choosePorts } from './ports.mjs';
import { postgresServer } from './postgres.mjs';
import { secret } from './secrets.mjs';
import { obtainTemporal, temporalServer } from './temporal.mjs';
import { portNames, temporalParts } from './temporal-config.mjs';
import { temporalUi } from './temporal-ui.mjs';

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
  const names = ['postgres', 'nats', 'nats-monitor', 'temporal-ui', ...temporalParts.flatMap(portNames)];
  const ports = await endLeftovers(dataDir, log)
    .then(() => choosePorts(dataDir, [...names, ...alsoPorts.names], alsoPorts))
    .catch((error) => {
      lock.release();
      throw error;
    });
  const portOf = (/** @type {string} */ name) => ports[name] ?? 0;
  /** @type {Servers['own']} */
  const own = {};
  let stopped = false;
  const stop = async () => {
    stopped = true;
    await stopAll(own);
    lock.release();
  };
  /** @param {ServerName} name @param {{ supervised: import('../supervise.mjs').Supervised, start: () => Promise<void> }} server */
  const begin = async (name, server) => {
    // Another one may have failed while this one was still being obtained.
    if (stopped) throw new Error(`${name} was not started`);
    own[name] = server.supervised;
    await server.start();
  };
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
    await begin('postgres', server);
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
    await begin('nats', server);
    return server.url;
  };
  /** @param {Promise<string>} database */
  const startTemporal = async (database) => {
    if (env.TEMPORAL_ADDRESS) return externalTemporal(env.TEMPORAL_ADDRESS, namespace);
    const bin = await obtainTemporal(log);
    const server = temporalServer({ dataDir, ports, databaseUrl: await database, namespace, bin, log, onGivenUp });
    await begin('temporal', server);
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
    await begin('temporal-ui', server);
    return server.url;
  };

  try {
    const ownTemporal = want.includes('temporal') && !env.TEMPORAL_ADDRESS;
    const database = want.includes('postgres') || ownTemporal ? startPostgres() : Promise.resolve('');
    const nats = want.includes('nats') ? startNats() : Promise.resolve('');
    const temporal = want.includes('temporal') ? startTemporal(database) : Promise.resolve('');
    const ui = want.includes('temporal-ui') ? startUi(temporal) : Promise.resolve('');
    const [databaseUrl, natsUrl, temporalAddress, temporalUiUrl] = await Promise.all([database, nats, temporal, ui]);
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

/** @param {Servers['own']} own */
async function stopAll(own) {
  // Temporal first: it wants to write its last words to PostgreSQL.
  await Promise.all([own['temporal-ui']?.stop(), own.temporal?.stop(), own.nats?.stop()]);
  await own.postgres?.stop();
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
