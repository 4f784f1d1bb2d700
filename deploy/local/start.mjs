import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { startStack } from './stack.mjs';

await runMain(async ({ log, stopWith, giveUp }) => {
  ensureInstalled(log);
  await ensureBuilt(log);
  const withTemporalUi = process.argv.includes('--temporal-ui');
  const stack = await startStack({ log, onGivenUp: giveUp, withTemporalUi });
  stopWith(stack.stop);
  log(`Kaohe is well: ${stack.address}`);
  log(`data, logs and secrets: ${stack.dataDir} (Ctrl-C stops everything)`);
  if (withTemporalUi) log(`Temporal's pages, read only: ${stack.servers.temporalUiUrl}`);
  return 'stay';
});
