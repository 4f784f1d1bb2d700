import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { StartFailure } from './servers/failure.mjs';
import { readJson } from './servers/json-file.mjs';
import { defaultDataDir, projectRoot } from './servers/paths.mjs';
import { commands } from './topology.mjs';

// `npm run kaohe -- COMMAND …`: the command's own output goes to standard output, what prepares it to standard error.
await runMain(async () => {
  const log = (/** @type {string} */ line) => console.error(line);
  const [word = '', ...rest] = process.argv.slice(2);
  const command = commands.find(({ words }) => words.includes(word));
  if (!command) {
    const known = commands.flatMap(({ words }) => words).join(', ');
    throw new StartFailure(`there is no command "${word}"`, `known are ${known}; each shows its options with --help`);
  }
  ensureInstalled(log);
  await ensureBuilt(log);
  // Commands that need the servers find those of the running instance; others, such as `score`, need none.
  const { environments = {} } = readJson(join(defaultDataDir(), 'instance.json'));
  const program = ['--enable-source-maps', join(projectRoot, 'dist', command.entry), word, ...rest];
  const done = spawnSync(process.execPath, program, {
    // The caller's own settings win over those of the instance.
    env: { KAOHE_ROOT: projectRoot, KAOHE_DATA: defaultDataDir(), ...environments[command.service], ...process.env },
    stdio: 'inherit',
  });
  process.exit(done.status ?? 1);
});
