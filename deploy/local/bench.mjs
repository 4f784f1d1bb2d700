import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { projectRoot } from './servers/paths.mjs';

// `npm run bench -- P1 P3 --n 10000`: the measurements are loaded after packages and `dist/` are there.
await runMain(async ({ log, stopWith, giveUp }) => {
  ensureInstalled(log);
  await ensureBuilt(log);
  const { bench } = await import(pathToFileURL(join(projectRoot, 'test/bench/bench.mjs')).href);
  await bench({ arguments: process.argv.slice(2), log, stopWith, giveUp });
  return 'done';
});
