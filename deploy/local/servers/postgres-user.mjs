import { spawnSync } from 'node:child_process';
import { StartFailure } from './failure.mjs';

/** @typedef {{ uid: number, gid: number }} Ids */
/** @typedef {(program: string, args: string[]) => { command: string, args: string[], uid?: number, gid?: number }} Wrap */

/**
 * PostgreSQL's programs refuse to run as root; then they run as the system's `postgres` user, or `nobody`. Undefined: this process's
 * own user will do.
 * @returns {Ids | undefined}
 */
export function postgresUser() {
  if (process.getuid?.() !== 0) return undefined;
  const user = userIds('postgres') ?? userIds('nobody');
  if (user) return user;
  throw new StartFailure(
    'PostgreSQL does not run as root, and there is neither a user postgres nor nobody',
    'start Kaohe as an ordinary user or set DATABASE_URL',
  );
}

/** Whether the user reaches a program; root's home and the like are closed to others. @param {string} program @param {Ids} user */
export const canRun = (program, user) => succeeds({ command: program, args: ['--version'], ...user });

/**
 * How a program is started so that it runs as the user and reaches the data folder.
 * @param {Ids | undefined} user @param {string} dataFolder
 * @returns {Wrap}
 */
export function wrapperFor(user, dataFolder) {
  if (!user) return (command, args) => ({ command, args });
  /** @type {Wrap[]} */
  const ways = [
    (command, args) => ({ command, args, ...user }),
    // On Linux: lets this one process pass through closed folders, without opening them to anybody else.
    ...['dac_read_search', 'dac_override'].map((capability) => passingClosedFolders(user, capability)),
  ];
  const way = ways.find((wrap) => succeeds(wrap('/bin/ls', [dataFolder])));
  if (way) return way;
  throw new StartFailure(
    `PostgreSQL does not run as root, and user ${user.uid} may not enter ${dataFolder}`,
    'start Kaohe as an ordinary user, set KAOHE_DATA to a folder where every user may pass (such as /srv/kaohe), or set DATABASE_URL',
  );
}

/** @param {Ids} user @param {string} capability @returns {Wrap} */
function passingClosedFolders({ uid, gid }, capability) {
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const capabilities = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return (command, args) => ({ command: 'setpriv', args: [...identity, ...capabilities, '--', command, ...args] });
}

/** @param {ReturnType<Wrap>} call */
const succeeds = ({ command, args, uid, gid }) =>
  spawnSync(command, args, { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;

/** @param {string} user @returns {Ids | undefined} */
function userIds(user) {
  const [uid, gid] = ['-u', '-g'].map((option) => Number(spawnSync('id', [option, user], { encoding: 'utf8' }).stdout));
  return uid && gid ? { uid, gid } : undefined;
}
