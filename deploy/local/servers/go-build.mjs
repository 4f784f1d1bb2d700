import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.mjs';
import { serversFolder, versions } from './paths.mjs';
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
  const go = findGo();
  if (!go)
    throw new StartFailure(
      `Go ${versions.go} was not found, and ${name} has no other source here`,
      `install Go (https://go.dev/dl) or set ${urlVariable}`,
    );
  for (const [program, source] of Object.entries(versions[name].programs)) {
    log(`${name}: building ${program} ${versions[name].version} with Go; the first time takes minutes`);
    const started = Date.now();
    const progress = setInterval(
      () => log(`${name}: still building ${program} (${Math.round((Date.now() - started) / 1_000)} s)`),
      15_000,
    );
    try {
      await run(go, ['build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', join(folder, program), source]);
    } catch (error) {
      throw new StartFailure(
        `${program} could not be built with Go:\n${/** @type {Error} */ (error).message}`,
        `Go ${versions.go} or newer and the Go module proxy are needed; or set ${urlVariable}`,
      );
    } finally {
      clearInterval(progress);
    }
    log(`${name}: ${program} built in ${Math.round((Date.now() - started) / 1_000)} s`);
  }
}

function findGo() {
  if (spawnSync('go', ['version']).status === 0) return 'go';
  return ['/usr/local/go/bin/go', '/opt/homebrew/bin/go', '/usr/local/bin/go'].find((path) => existsSync(path));
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
