import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { startStack } from './stack.mjs';

await runMain(async ({ log, stopWith, giveUp }) => {
  ensureInstalled(log);
  await ensureBuilt(log);
  const stack = await startStack({ log, onGivenUp: giveUp });
  stopWith(stack.stop);
  log(`Kaohe is well: ${stack.address}`);
  log(`data, logs and secrets: ${stack.dataDir} (Ctrl-C stops everything)`);
  return 'stay';
});
