import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrateDatabase, platformDatabase } from './migrate.mjs';
import { startServers } from './servers/index.mjs';
import { writeJson } from './servers/json-file.mjs';
import { defaultDataDir, projectRoot } from './servers/paths.mjs';
import { portOfEnvironment } from './servers/ports.mjs';
import { keyOf, secret } from './servers/secrets.mjs';
import { Supervised } from './supervise.mjs';
import { environmentOf, gateway, natsLogins, services } from './topology.mjs';

/**
 * @typedef {object} Stack
 * @property {string} address where people reach it
 * @property {string} dataDir
 * @property {import('./servers/index.mjs').Servers} servers
 * @property {Record<string, Supervised>} processes every service by name: `pid`, `kill()`, `stop()`, `start()`
 * @property {(name: string, entry: string, env: Record<string, string>, healthUrl?: string) => Promise<Supervised>} run one more process of ours
 * @property {() => Promise<void>} stop
 */

/**
 * What runs beside Kaohe (the demo company's own systems) and is up before its services are.
 * @typedef {object} Beside
 * @property {readonly string[]} ports names of the ports it needs
 * @property {(place: { dataDir: string, servers: import('./servers/index.mjs').Servers, run: Stack['run'], log: (line: string) => void })
 *   => Promise<{ env: Record<string, string>, smtpUrl: string }>} start answers what Kaohe's processes must be told of it
 */

/**
 * Servers, migrations and every service of the topology, well when it resolves. Expects packages and `dist/` to be there.
 * @param {{ dataDir?: string, port?: number, log: (line: string) => void, onGivenUp: (cause: Error) => void,
 *   env?: Record<string, string>, smtpUrl?: string | null, withTemporalUi?: boolean, beside?: Beside }} options
 *   `env` is added to every process
 * @returns {Promise<Stack>}
 */
export async function startStack({
  dataDir = defaultDataDir(),
  port = portOfEnvironment(),
  log,
  onGivenUp,
  env = {},
  smtpUrl = process.env.SMTP_URL,
  withTemporalUi = false,
  beside,
}) {
  const began = Date.now();
  const servers = await startServers({
    dataDir,
    want: ['postgres', 'nats', 'temporal', ...(withTemporalUi ? /** @type {const} */ (['temporal-ui']) : [])],
    log,
    natsLogins: [{ user: 'kaohe' }, ...natsLogins()],
    onGivenUp,
    alsoPorts: {
      names: ['gateway', ...services.map(({ name }) => healthPortName(name)), ...(beside?.ports ?? [])],
      fixed: port ? { gateway: port } : {},
      usual: { gateway: usualPort },
    },
  });
  log(`PostgreSQL, NATS and Temporal answer (${seconds(began)})`);
  /** @type {Record<string, Supervised>} */
  const processes = {};
  const stop = async () => {
    // The edge first: nothing new comes in while the others finish what they have.
    await processes[gateway.name]?.stop();
    await Promise.all(Object.values(processes).map((process) => process.stop()));
    rmSync(join(dataDir, 'instance.json'), { force: true });
    await servers.stop();
  };
  try {
    const roleSecret = secret(dataDir, 'database-roles');
    await migrateDatabase({ databaseUrl: servers.databaseUrl, roleSecret, log });
    const { serviceDatabaseUrl } = await platformDatabase();
    const { ports } = servers;
    const address = `http://127.0.0.1:${ports.gateway}`;
    let told = env;
    /** @type {Stack['run']} */
    const run = async (name, entry, own, healthUrl) => {
      const supervised = new Supervised({
        name,
        command: process.execPath,
        args: ['--enable-source-maps', join(projectRoot, 'dist', entry)],
        env: { ...inherited(), KAOHE_ROOT: projectRoot, ...own, ...told },
        cwd: projectRoot,
        dataDir,
        log,
        onGivenUp,
        healthUrl,
        // What is under way is finished or handed on in this time, as in docker-compose.yml.
        stopGraceMs: 20_000,
      });
      processes[name] = supervised;
      await supervised.start();
      return supervised;
    };
    const neighbour = await beside?.start({ dataDir, servers, run, log });
    told = { ...env, ...neighbour?.env };
    /** @type {import('./topology.mjs').Place} */
    const place = {
      natsUrl: servers.natsUrl,
      temporalAddress: servers.temporalAddress,
      temporalNamespace: servers.temporalNamespace,
      smtpUrl: smtpUrl ?? neighbour?.smtpUrl ?? 'smtp://127.0.0.1:1025',
      listenHost: '127.0.0.1',
      dataFolder: dataDir,
      logLevel: process.env.KAOHE_LOG_LEVEL ?? 'info',
      databaseUrl: (service) => serviceDatabaseUrl(servers.databaseUrl, roleSecret, service),
      natsUser: (service) => servers.natsCredentials[service]?.user ?? process.env.NATS_USER ?? '',
      natsPassword: (service) => servers.natsCredentials[service]?.password ?? process.env.NATS_PASSWORD ?? '',
      codecKey: () => keyOf(dataDir, 'codec-key'),
      payrollKey: () => keyOf(dataDir, 'payroll-key'),
      healthPort: (name) => ports[healthPortName(name)] ?? 0,
      healthUrl: (name) => `http://127.0.0.1:${ports[healthPortName(name)]}/health`,
      publicPort: () => ports.gateway ?? 0,
      publicUrl: () => process.env.KAOHE_PUBLIC_URL ?? address,
    };

    const starting = [...services, gateway].map((service) =>
      run(service.name, service.entry, environmentOf(service, place), healthOf(service.name)),
    );
    /** The gateway answers for all: it is well last. @param {string} name */
    function healthOf(name) {
      return name === gateway.name ? `${address}/api/health` : place.healthUrl(name);
    }
    await Promise.all(starting);

    writeJson(join(dataDir, 'instance.json'), {
      pid: process.pid,
      address,
      // For command-line tools; the file is readable by its owner alone.
      environments: Object.fromEntries(services.map((service) => [service.name, environmentOf(service, place)])),
    });
    return { address, dataDir, servers, processes, run, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// Taken at the first start where it is free; whatever was taken is kept from then on.
const usualPort = 8080;

/** @param {string} process */
const healthPortName = (process) => `health-${process}`;

/** Of the caller's environment what programs need to run, and what an operator set for Kaohe. */
function inherited() {
  const needed = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => needed.includes(name) || name.startsWith('KAOHE_')),
  );
}

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1_000).toFixed(1)} s`;
