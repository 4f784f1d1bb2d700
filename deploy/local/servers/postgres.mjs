import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Supervised } from '../supervise.mjs';
import { prepareCluster, serverEnvironment } from './postgres-cluster.mjs';
import { postgresPrograms } from './postgres-programs.mjs';
import { postgresUser, wrapperFor } from './postgres-user.mjs';
import { createDatabase, query } from './sql.mjs';

const database = 'kaohe';

/**
 * A PostgreSQL of our own on the loopback interface, with a generated password.
 * @param {{ dataDir: string, port: number, password: string, log: (line: string) => void, onGivenUp: (cause: Error) => void }} options
 */
export async function postgresServer({ dataDir, port, password, log, onGivenUp }) {
  const dataFolder = join(dataDir, 'postgres');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const user = postgresUser();
  if (user) chownSync(dataFolder, user.uid, user.gid);
  const wrap = wrapperFor(user, dataFolder);
  const bin = await postgresPrograms(user, log);
  prepareCluster({ bin, dataFolder, user, wrap, password, log });

  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const supervised = new Supervised({
    name: 'postgres',
    // An empty socket folder: no socket, whose path might be too long; the address is the loopback interface alone.
    ...wrap(join(bin, 'postgres'), ['-D', dataFolder, '-p', String(port), '-h', '127.0.0.1', '-k', '']),
    env: serverEnvironment(),
    cwd: '/',
    dataDir,
    log,
    onGivenUp,
    giveUpAfterMs: 60_000,
    output: 'raw',
    // "Fast": sessions are ended, everything committed is on the disk.
    stopSignal: 'SIGINT',
    stopGraceMs: 20_000,
    endsLast: true,
    ready: () => query(adminUrl, 'select 1'),
  });
  return {
    supervised,
    url: `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    async start() {
      await supervised.start();
      await createDatabase(adminUrl, database);
    },
  };
}
