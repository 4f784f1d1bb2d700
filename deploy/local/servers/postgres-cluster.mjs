import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.mjs';
import { serversFolder, versions } from './paths.mjs';

// The builtin locale sorts alike on every machine; names are sorted by collations of their own.
const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const settingsFile = 'kaohe.conf';

/** Nothing of the caller's PG* variables or locale may change our server. */
export const serverEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

/**
 * The database cluster with today's settings, created when there is none.
 * @param {{ bin: string, dataFolder: string, user: import('./postgres-user.mjs').Ids | undefined,
 *   wrap: import('./postgres-user.mjs').Wrap, password: string, log: (line: string) => void }} options
 */
export function prepareCluster(options) {
  const { dataFolder, user, log } = options;
  const version = join(dataFolder, 'PG_VERSION');
  if (existsSync(version)) refuseOtherMajor(dataFolder, readFileSync(version, 'utf8').trim());
  else {
    log('postgres: creating the database cluster');
    createCluster(options);
  }
  const settings = join(dataFolder, settingsFile);
  copyFileSync(join(serversFolder, 'postgresql.conf'), settings);
  give(user, settings);
}

/** @param {string} dataFolder @param {string} major */
function refuseOtherMajor(dataFolder, major) {
  const ours = versions.postgres.version.split('.')[0];
  if (major === ours) return;
  throw new StartFailure(
    `${dataFolder} was written by PostgreSQL ${major}, this Kaohe brings ${ours}`,
    'move the data with pg_dump and pg_restore, or set DATABASE_URL to a server that runs it',
  );
}

/** @param {Parameters<typeof prepareCluster>[0]} options */
function createCluster({ bin, dataFolder, user, wrap, password }) {
  const half = `${dataFolder}.new`;
  const passwordFile = `${dataFolder}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(user, half);
  give(user, passwordFile);
  try {
    const options = ['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale];
    const { command, args, ...ids } = wrap(join(bin, 'initdb'), options);
    const done = spawnSync(command, args, { ...ids, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
    if (done.status !== 0) {
      const reason = (done.stderr || String(done.error)).trim();
      throw new StartFailure(`initdb failed:\n${reason}`, 'correct this and start again, or set DATABASE_URL');
    }
    appendFileSync(join(half, 'postgresql.conf'), `\ninclude '${settingsFile}'\n`);
    // One step: a start that is cut off leaves no half-made cluster behind.
    renameSync(half, dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

/** @param {import('./postgres-user.mjs').Ids | undefined} user @param {string} path */
function give(user, path) {
  if (user) chownSync(path, user.uid, user.gid);
}
