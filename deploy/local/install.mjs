import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './servers/failure.mjs';
import { projectRoot } from './servers/paths.mjs';
import { compareVersions } from './servers/version.mjs';

/** What must hold before anything else is loaded: the Node version and the packages. @param {(line: string) => void} log */
export function ensureInstalled(log) {
  const { engines } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const minimum = engines.node.replace('>=', '');
  if (compareVersions(process.versions.node, minimum) < 0) {
    throw new StartFailure(
      `Node ${process.versions.node} is too old`,
      `install Node ${minimum} or newer (https://nodejs.org)`,
    );
  }
  const installed = modifiedMs('node_modules/.package-lock.json');
  if (installed >= modifiedMs('package-lock.json')) return;
  refuseLink(join(projectRoot, 'node_modules'));
  log(
    installed === 0
      ? 'installing the packages (npm ci)'
      : 'package-lock.json is newer than node_modules: installing again (npm ci)',
  );
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (npm.status !== 0)
    throw new StartFailure('npm ci failed, see above', 'check that the npm registry can be reached, then start again');
}

/** npm would first empty the folder that a link leads to: another checkout's. @param {string} folder */
function refuseLink(folder) {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new StartFailure(
    `${folder} is a link to ${readlinkSync(folder)}, whose packages are older than package-lock.json`,
    'run npm ci there, or remove the link',
  );
}

/** @param {string} file */
const modifiedMs = (file) => statSync(join(projectRoot, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
