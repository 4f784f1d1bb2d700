import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.mjs';
import { serversFolder, versions } from './paths.mjs';
import { withProgress } from './progress.mjs';
import { forget, watch } from './watch.mjs';

/** Builds one after the other: two at once on two cores only make both late. */
let queue = Promise.resolve();

/**
 * Builds the server's programs into `folder` from the module pinned in deploy/servers.
 * @param {{ name: string, folder: string, urlVariable: string, log: (line: string) => void }} build
 */
export function buildWithGo(build) {
  const mine = queue.then(() => buildNow(build));
  queue = mine.catch(() => undefined);
  return mine;
}

/** @param {Parameters<typeof buildWithGo>[0]} build */
async function buildNow({ name, folder, urlVariable, log }) {
  const { version, minimum, below, programs } = versions[name];
  const go = findGo();
  if (!go)
    throw new StartFailure(
      `${name} ${version} could not be obtained: its release was not to be had, and Go, which could build it, was not found`,
      `connect to the internet, install Go ${versions.go} or newer (https://go.dev/dl), put ${Object.keys(programs).join(' and ')} of ${minimum} or newer, below ${below}, on PATH, or set ${urlVariable} to a server that runs`,
    );
  for (const [program, source] of Object.entries(programs)) {
    log(`${name}: building ${program} ${version} with Go; the first time takes minutes`);
    const started = Date.now();
    const args = ['build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', join(folder, program), source];
    await withProgress(log, `${name}: still building ${program}`, () => run(go, args)).catch((error) => {
      throw new StartFailure(
        `${program} could not be built with Go:\n${error.message}`,
        `Go ${versions.go} or newer and the Go module proxy are needed; or set ${urlVariable}`,
      );
    });
    log(`${name}: ${program} built in ${Math.round((Date.now() - started) / 1_000)} s`);
  }
}

/** Where its installers put it when PATH does not name it. */
export const usualGo = ['/usr/local/go/bin/go', '/opt/homebrew/bin/go', '/usr/local/bin/go'];

function findGo() {
  if (spawnSync('go', ['version'], { env: process.env }).status === 0) return 'go';
  return usualGo.find((path) => existsSync(path));
}

/** @param {string} go @param {string[]} args @returns {Promise<void>} */
function run(go, args) {
  return new Promise((resolve, reject) => {
    // Without C the build needs no compiler beside Go and the programs run on any libc.
    const child = spawn(go, args, {
      cwd: serversFolder,
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (child.pid) watch({ pid: child.pid, signal: 'SIGINT', graceMs: 5_000 });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors = (errors + chunk).slice(-4_000);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (child.pid) forget(child.pid);
      if (code === 0) resolve();
      else reject(new Error(errors.trim() || `go ended with ${code}`));
    });
  });
}
