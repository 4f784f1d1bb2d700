import { ensureBuilt } from './build.mjs';
import { adminLogin, demoOffice, demoPassword, foundCompany, setUpCompany } from './demo-company.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { startStack } from './stack.mjs';

await runMain(async ({ log, stopWith, giveUp }) => {
  ensureInstalled(log);
  await ensureBuilt(log);
  const withTemporalUi = process.argv.includes('--temporal-ui');
  const stack = await startStack({ log, onGivenUp: giveUp, beside: demoOffice, withTemporalUi });
  stopWith(stack.stop);
  await foundCompany(stack.dataDir);
  await setUpCompany(stack);
  log(`Kaohe is well: ${stack.address}`);
  log(`sign in as ${adminLogin} or as song.jia@example.com (HR) with the password ${demoPassword(stack.dataDir)}`);
  log(`data, logs and secrets: ${stack.dataDir} (Ctrl-C stops everything)`);
  if (withTemporalUi) log(`Temporal's pages, read only: ${stack.servers.temporalUiUrl}`);
  return 'stay';
});
