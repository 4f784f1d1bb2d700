import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { readJson } from './servers/json-file.mjs';
import { defaultDataDir, projectRoot } from './servers/paths.mjs';
import { commands } from './topology.mjs';

// `npm run kaohe -- COMMAND …`: the command's own output goes to standard output, what prepares it to standard error.
const [word = '', ...rest] = process.argv.slice(2);
const command = commands.find((one) => one.word === word);
if (command) await runMain(async () => process.exit(await run(command)));
else if (['--help', '-h', 'help'].includes(word)) console.log(usage());
else {
  console.error(word ? `there is no command "${word}"\n${usage()}` : usage());
  process.exitCode = 2;
}

/** @param {typeof commands[number]} command @returns {Promise<number>} its exit code */
async function run({ entry, service, needsServers }) {
  const log = (/** @type {string} */ line) => console.error(line);
  ensureInstalled(log);
  await ensureBuilt(log);
  // The servers a command needs are those of the running instance.
  const { environments } = readJson(join(defaultDataDir(), 'instance.json'));
  const done = spawnSync(process.execPath, ['--enable-source-maps', join(projectRoot, 'dist', entry), word, ...rest], {
    // The caller's own settings win over those of the instance.
    env: { KAOHE_ROOT: projectRoot, KAOHE_DATA: defaultDataDir(), ...environments?.[service], ...process.env },
    stdio: 'inherit',
  });
  const code = done.status ?? 128 + (done.signal ? constants.signals[done.signal] : 0);
  if (code !== 0 && !environments && needsServers !== false)
    log(
      `(no Kaohe is running on ${defaultDataDir()}: what needs its servers finds them while \`npm start\` runs; KAOHE_DATA names another folder)`,
    );
  return code;
}

function usage() {
  const width = Math.max(...commands.map((one) => one.word.length));
  const lines = commands.map((one) => `  ${one.word.padEnd(width)}  ${one.does}`);
  return `npm run kaohe -- COMMAND …\n${lines.join('\n')}\nEach shows its own options with --help.`;
}
