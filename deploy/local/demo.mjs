import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { adminLogin, demoOffice, demoPassword, foundCompany } from './demo-company.mjs';
import { injectFaults, parseFaults, usage } from './demo-faults.mjs';
import { emptyFolder } from './fresh-folder.mjs';
import { ensureInstalled } from './install.mjs';
import { runMain } from './main.mjs';
import { defaultDataDir, projectRoot } from './servers/paths.mjs';
import { startStack } from './stack.mjs';
import { demoProgram } from './topology.mjs';

// `npm run demo`: Kaohe on a fresh folder, then the program that plays a month through the public API; its exit code is the outcome.
await runMain(async ({ log, stopWith, giveUp }) => {
  const faults = parseFaults(process.argv.slice(2));
  if (!faults) {
    console.log(usage);
    return 'done';
  }
  ensureInstalled(log);
  await ensureBuilt(log);
  const dataDir = join(defaultDataDir(), 'demo');
  await emptyFolder(dataDir, log);
  // Its mail goes to the demo company's own server, whatever an operator set.
  const stack = await startStack({ dataDir, log, onGivenUp: giveUp, beside: demoOffice, smtpUrl: null });
  stopWith(stack.stop);
  log(`Kaohe is well: ${stack.address}`);
  await foundCompany(dataDir);
  const program = ['--enable-source-maps', join(projectRoot, 'dist', demoProgram)];
  const demo = spawn(process.execPath, [...program, ...(faults.browser ? ['--browser'] : [])], {
    env: {
      ...process.env,
      KAOHE_ROOT: projectRoot,
      KAOHE_DATA: dataDir,
      KAOHE_ADDRESS: stack.address,
      KAOHE_DEMO_ADMIN: adminLogin,
      KAOHE_DEMO_PASSWORD: demoPassword(dataDir),
      DATABASE_URL: stack.servers.databaseUrl,
    },
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  demo.stdout.pipe(process.stdout, { end: false });
  const { missing } = injectFaults(faults, { stack, said: demo.stdout, log });
  const [code, signal] = await once(demo, 'close');
  if (code !== 0) throw new Error(`the demo ended with ${signal ?? `code ${code}`}`);
  if (missing().length > 0) throw new Error(`the demo ended before ${missing().join(' and ')} came about`);
  return 'done';
});
