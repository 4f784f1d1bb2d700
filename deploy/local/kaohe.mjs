import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { readJson } from './servers/json-file.mjs';
import { defaultDataDir, projectRoot } from './servers/paths.mjs';
import { commandLine } from './topology.mjs';

// `npm run kaohe -- COMMAND`: the command's own output goes to standard output, what prepares it to standard error.
await runMain(async () => {
  const log = (/** @type {string} */ line) => console.error(line);
  ensureInstalled(log);
  await ensureBuilt(log);
  // Commands that need the servers find those of the running instance; others, such as `score`, need none.
  const { env = {} } = readJson(join(defaultDataDir(), 'instance.json'));
  const done = spawnSync(
    process.execPath,
    ['--enable-source-maps', join(projectRoot, 'dist', commandLine), ...process.argv.slice(2)],
    {
      // The caller's own settings win over those of the instance.
      env: { KAOHE_ROOT: projectRoot, ...env, ...process.env },
      stdio: 'inherit',
    },
  );
  process.exit(done.status ?? 1);
});
