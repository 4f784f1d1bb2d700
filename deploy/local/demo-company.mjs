import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartFailure } from './servers/failure.mjs';
import { readJson } from './servers/json-file.mjs';
import { projectRoot } from './servers/paths.mjs';
import { secret } from './servers/secrets.mjs';

/** Programs of apps/demo-office and the operators' commands, below `dist/`. */
const programs = {
  generate: 'apps/demo-office/src/generate.js',
  officeServer: 'apps/demo-office/src/office-server.js',
  setUp: 'apps/demo-office/src/set-up.js',
  roles: 'apps/roles/src/cli.js',
};
const companyName = '示範公司';
export const adminLogin = 'admin';

/** Of everybody in the demo company. @param {string} dataDir */
export const demoPassword = (dataDir) => process.env.KAOHE_DEMO_PASSWORD || secret(dataDir, 'demo-password');

/**
 * The systems the demo company has beside Kaohe: its ERP's database, its OA, ticket and mail server, with one generated month.
 * @type {import('./stack.mjs').Beside}
 */
export const demoOffice = {
  ports: ['office', 'office-mail'],
  start: async ({ dataDir, servers, run, log }) => {
    const { office = 0, 'office-mail': mail = 0 } = servers.ports;
    const [erpPassword, token] = [secret(dataDir, 'demo-erp'), secret(dataDir, 'demo-office')];
    await runProgram(programs.generate, [], {
      DATABASE_URL: servers.databaseUrl,
      KAOHE_DATA: dataDir,
      KAOHE_DEMO_ERP_PASSWORD: erpPassword,
    });
    const url = `http://127.0.0.1:${office}`;
    await run(
      'demo-office',
      programs.officeServer,
      {
        PORT: String(office),
        KAOHE_DEMO_SMTP_PORT: String(mail),
        KAOHE_DEMO_OFFICE_TOKEN: token,
        KAOHE_DATA: dataDir,
      },
      `${url}/health`,
    );
    log('the demo company’s ERP, OA, tickets and mail server answer');
    const { erpReaderUrl } = await import(
      pathToFileURL(join(projectRoot, 'dist/apps/demo-office/src/erp/load.js')).href
    );
    return {
      smtpUrl: `smtp://127.0.0.1:${mail}`,
      env: {
        KAOHE_SOURCE_ERP_URL: erpReaderUrl(servers.databaseUrl, erpPassword),
        KAOHE_SOURCE_OA_URL: url,
        KAOHE_SOURCE_OA_TOKEN: token,
        KAOHE_SOURCE_TICKETS_URL: url,
        KAOHE_SOURCE_TICKETS_TOKEN: token,
        // What the operator allowed stays allowed.
        KAOHE_CONNECTOR_ALLOW: [process.env.KAOHE_CONNECTOR_ALLOW, `127.0.0.1:${office}`, '127.0.0.0/8']
          .filter(Boolean)
          .join(','),
      },
    };
  },
};

/** The company with its administrator and standards: an operator's work, before anybody can sign in. Repeating it changes nothing. @param {string} dataDir */
export async function foundCompany(dataDir) {
  const { environments = {} } = readJson(join(dataDir, 'instance.json'));
  const env = { ...environments.roles, KAOHE_DEMO_PASSWORD: demoPassword(dataDir) };
  const founding = ['company', 'create', '--name', companyName, '--admin-login', adminLogin];
  await runProgram(programs.roles, founding, env);
  await runProgram(programs.roles, ['standards', 'load'], env);
}

/** Its people, accounts, sources and targets, by the public API. @param {{ dataDir: string, address: string }} stack */
export const setUpCompany = ({ dataDir, address }) =>
  runProgram(programs.setUp, [], {
    KAOHE_DATA: dataDir,
    KAOHE_ADDRESS: address,
    KAOHE_DEMO_ADMIN: adminLogin,
    KAOHE_DEMO_PASSWORD: demoPassword(dataDir),
  });

/** One program to its end; what it says is shown when it fails. @param {string} entry @param {string[]} words @param {Record<string, string>} env */
async function runProgram(entry, words, env) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(projectRoot, 'dist', entry), ...words], {
    env: { ...process.env, KAOHE_ROOT: projectRoot, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += part;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new StartFailure(`${entry} failed:\n${said.trim()}`, 'see its last lines above');
}
