import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { StartFailure } from './servers/failure.mjs';
import { waitForLock } from './servers/file-lock.mjs';
import { readJson, writeJson } from './servers/json-file.mjs';
import { projectRoot } from './servers/paths.mjs';

const dist = join(projectRoot, 'dist');
const stampFile = join(dist, '.built.json');
const workflowBundler = 'dist/apps/cycles/src/bundle.js';

/** What is built from what; each part again only when its sources changed. */
const parts = [
  {
    name: 'services',
    sources: ['apps', 'libs', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    ignored: (/** @type {string} */ file) => file.startsWith('apps/web/') || /\.(int-|e2e-)?spec\.ts$/.test(file),
    build: buildServices,
  },
  {
    name: 'web app',
    sources: ['apps/web', 'libs/domain', 'libs/contracts', 'package-lock.json'],
    ignored: (/** @type {string} */ file) => /\.spec\.tsx?$/.test(file),
    build: buildWeb,
  },
];

/** Brings `dist/` up to date with the sources. @param {(line: string) => void} log */
export async function ensureBuilt(log) {
  const lock = await waitForLock(`${dist}.lock`, (holder) => log(`process ${holder} is building; waiting`));
  try {
    for (const part of parts) {
      const now = fingerprint(part.sources, part.ignored);
      if (readJson(stampFile)[part.name] === now) continue;
      const started = Date.now();
      log(`building: ${part.name}`);
      part.build();
      writeJson(stampFile, { ...readJson(stampFile), [part.name]: now });
      log(`built: ${part.name} (${((Date.now() - started) / 1_000).toFixed(1)} s)`);
    }
  } finally {
    lock.release();
  }
}

function buildServices() {
  removeOrphans();
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], 'TypeScript');
  if (existsSync(join(projectRoot, workflowBundler))) run(process.execPath, [workflowBundler], 'the workflow bundle');
}

/** What was compiled from sources that are gone must not stay loadable. */
function removeOrphans() {
  for (const map of ['dist/apps', 'dist/libs'].flatMap(filesOf).filter((file) => file.endsWith('.js.map'))) {
    const output = map.replace(/\.map$/, '');
    const source = output.replace(/^dist./, '').replace(/\.js$/, '.ts');
    if (!existsSync(join(projectRoot, source)))
      for (const file of [map, output]) rmSync(join(projectRoot, file), { force: true });
  }
}

function buildWeb() {
  if (!existsSync(join(projectRoot, 'apps/web/index.html'))) return;
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn'], 'the web app');
}

/** @param {string} command @param {string[]} args @param {string} what */
function run(command, args, what) {
  // What a build that succeeds has to say is for its makers, not for who starts Kaohe.
  const done = spawnSync(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (done.status !== 0)
    throw new StartFailure(
      `${what} did not build:\n${`${done.stdout}${done.stderr}`.trim() || done.error?.message}`,
      'correct the errors and start again',
    );
}

/** @param {string[]} sources @param {(file: string) => boolean} ignored */
function fingerprint(sources, ignored) {
  const hash = createHash('sha256');
  for (const file of sources
    .flatMap(filesOf)
    .filter((file) => !ignored(file))
    .sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(projectRoot, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Files at or below a path of the project, as paths from its root. @param {string} path @returns {string[]} */
function filesOf(path) {
  const full = join(projectRoot, path);
  if (!statSync(full, { throwIfNoEntry: false })?.isDirectory()) return existsSync(full) ? [path] : [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureInstalled(console.log);
  await ensureBuilt(console.log);
}
