import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { adminLogin, demoOffice, demoPassword, foundCompany } from './demo-company.mjs';
import { emptyFolder } from './fresh-folder.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { defaultDataDir, projectRoot } from './servers/paths.mjs';
import { startStack } from './stack.mjs';
import { demoProgram } from './topology.mjs';

// `npm run demo`: Kaohe on a fresh folder, then the program that plays a month through the public API; its exit code is the outcome.
await runMain(async ({ log, stopWith, giveUp }) => {
  ensureInstalled(log);
  await ensureBuilt(log);
  const dataDir = join(defaultDataDir(), 'demo');
  await emptyFolder(dataDir, log);
  // Its mail goes to the demo company's own server, whatever an operator set.
  const stack = await startStack({ dataDir, log, onGivenUp: giveUp, beside: demoOffice, smtpUrl: null });
  stopWith(stack.stop);
  log(`Kaohe is well: ${stack.address}`);
  await foundCompany(dataDir);
  const demo = spawn(
    process.execPath,
    ['--enable-source-maps', join(projectRoot, 'dist', demoProgram), ...process.argv.slice(2)],
    {
      env: {
        ...process.env,
        KAOHE_ROOT: projectRoot,
        KAOHE_DATA: dataDir,
        KAOHE_ADDRESS: stack.address,
        KAOHE_DEMO_ADMIN: adminLogin,
        KAOHE_DEMO_PASSWORD: demoPassword(dataDir),
        DATABASE_URL: stack.servers.databaseUrl,
      },
      stdio: 'inherit',
    },
  );
  const [code, signal] = await once(demo, 'exit');
  if (code !== 0) throw new Error(`the demo ended with ${signal ?? `code ${code}`}`);
  return 'done';
});
