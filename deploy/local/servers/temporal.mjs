import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supervised } from '../supervise.mjs';
import { obtain } from './obtain.mjs';
import { serversFolder } from './paths.mjs';
import { temporalConfig } from './temporal-config.mjs';
import { ensureNamespace } from './temporal-namespace.mjs';
import { prepareTemporalDatabases, temporalDatabases } from './temporal-schema.mjs';

/**
 * A Temporal server of our own on the loopback interface, its state in the given PostgreSQL.
 * @param {{ dataDir: string, ports: Record<string, number>, databaseUrl: string, namespace: string, bin: string,
 *   log: (line: string) => void, onGivenUp: (cause: Error) => void }} options
 */
export function temporalServer({ dataDir, ports, databaseUrl, namespace, bin, log, onGivenUp }) {
  const folder = join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const databases = temporalDatabases();
  const config = join(folder, 'temporal.yaml');
  const dynamicConfigFile = join(serversFolder, 'temporal-dynamic-config.yaml');
  writeFileSync(
    config,
    temporalConfig({ connection: connectionOf(databaseUrl), databases, ports, dynamicConfigFile }),
    { mode: 0o600 },
  );
  const address = `127.0.0.1:${ports['temporal-frontend']}`;
  const supervised = new Supervised({
    name: 'temporal',
    command: join(bin, 'temporal-server'),
    args: ['--config-file', config, '--allow-no-auth', 'start'],
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    dataDir,
    log,
    onGivenUp,
    giveUpAfterMs: 60_000,
    output: 'raw',
    ready: () => ensureNamespace(address, namespace),
  });
  return {
    supervised,
    address,
    databases,
    async start() {
      await prepareTemporalDatabases({ adminUrl: databaseUrl, databases, bin, log });
      await supervised.start();
    },
  };
}

/** @param {string} databaseUrl */
function connectionOf(databaseUrl) {
  const { hostname, port, username, password } = new URL(databaseUrl);
  return {
    address: `${hostname}:${port || 5432}`,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** @param {(line: string) => void} log */
export const obtainTemporal = (log) => obtain('temporal', 'TEMPORAL_ADDRESS', log);
