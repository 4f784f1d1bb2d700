import { spawnSync } from 'node:child_process';
import { StartFailure } from './failure.mjs';

/**
 * How PostgreSQL's programs are started. They refuse to run as root; then they run as the system's `postgres` user, or `nobody`.
 * @typedef {object} Runner
 * @property {{ uid: number, gid: number } | undefined} owner who must own the data folder; undefined: this process's own user
 * @property {(program: string, args: string[]) => { command: string, args: string[], uid?: number, gid?: number }} wrap
 */

/**
 * @param {string} program one of PostgreSQL's programs
 * @param {string} dataFolder its existing data folder
 * @returns {Runner}
 */
export function postgresRunner(program, dataFolder) {
  if (process.getuid?.() !== 0) return { owner: undefined, wrap: (command, args) => ({ command, args }) };
  const owner = userIds('postgres') ?? userIds('nobody');
  if (!owner)
    throw new StartFailure(
      'PostgreSQL does not run as root, and there is neither a user postgres nor nobody',
      'start Kaohe as an ordinary user or set DATABASE_URL',
    );

  /** @type {Runner['wrap'][]} */
  const ways = [
    (command, args) => ({ command, args, ...owner }),
    // Root's home and the like are closed to other users. These two let that one process pass, without opening the folders.
    ...['dac_read_search', 'dac_override'].map((capability) => passingClosedFolders(owner, capability)),
  ];
  const wrap = ways.find((way) => reaches(way, program, dataFolder));
  if (wrap) return { owner, wrap };
  throw new StartFailure(
    `PostgreSQL does not run as root, and user ${owner.uid} reaches ${program} or ${dataFolder} not`,
    'start Kaohe as an ordinary user, keep it and KAOHE_DATA where every user may pass (such as /srv), or set DATABASE_URL',
  );
}

/** @param {{ uid: number, gid: number }} owner @param {string} capability @returns {Runner['wrap']} */
function passingClosedFolders({ uid, gid }, capability) {
  const options = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
  ];
  return (command, args) => ({ command: 'setpriv', args: [...options, '--', command, ...args] });
}

/** @param {Runner['wrap']} way @param {string} program @param {string} dataFolder */
function reaches(way, program, dataFolder) {
  return [way(program, ['--version']), way('/bin/ls', [dataFolder])].every(
    ({ command, args, uid, gid }) => spawnSync(command, args, { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0,
  );
}

/** @param {string} user */
function userIds(user) {
  const [uid, gid] = ['-u', '-g'].map((option) =>
    Number(spawnSync('id', [option, user], { encoding: 'utf8' }).stdout || Number.NaN),
  );
  return uid && gid ? { uid, gid } : undefined;
}
