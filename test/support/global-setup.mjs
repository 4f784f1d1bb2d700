import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '../../deploy/local/servers/index.mjs';
import { projectRoot } from '../../deploy/local/servers/paths.mjs';
import { isRunning } from '../../deploy/local/servers/processes.mjs';
import { secret } from '../../deploy/local/servers/secrets.mjs';
import { query } from '../../deploy/local/servers/sql.mjs';

/** How many spec files of one run may have a bus of their own. */
const busAccounts = 200;
const folderPrefix = 'kaohe-test-';

/**
 * Starts the servers that the selected `*.int-spec.ts` files share, once per run, on a fresh folder; none for unit tests alone.
 * @param {{ testPathPatterns: { patterns: string[] } }} globalConfig
 */
export default async function globalSetup({ testPathPatterns }) {
  const want = serversWanted(testPathPatterns.patterns);
  if (want.length === 0) return;
  removeForgottenFolders();
  const dataDir = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const accounts = Array.from({ length: busAccounts }, (_, index) => `test-${index + 1}`);
  const servers = await startServers({
    dataDir,
    want,
    // Servers of the person's own environment are not for tests to write to.
    env: {},
    natsLogins: accounts.map((name) => ({ user: name, account: name })),
    log: (line) => process.stderr.write(`servers: ${line}\n`),
  });
  const database = new URL(servers.databaseUrl);
  database.pathname = '/postgres';
  await query(database.href, 'create sequence bus_account');
  Object.assign(process.env, {
    KAOHE_TEST_DATABASE_URL: database.href,
    KAOHE_TEST_SECRET: secret(dataDir, 'database-roles'),
    KAOHE_TEST_NATS_URL: servers.natsUrl,
    KAOHE_TEST_NATS_LOGINS: JSON.stringify(Object.values(servers.natsCredentials)),
    KAOHE_TEST_TEMPORAL_ADDRESS: servers.temporalAddress,
    KAOHE_TEST_TEMPORAL_NAMESPACE: servers.temporalNamespace,
  });
  /** @type {any} */ (globalThis).stopTestServers = async () => {
    await servers.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** @param {string[]} patterns */
function serversWanted(patterns) {
  const selected = ['apps', 'libs', 'test']
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(projectRoot, folder, file),
      ),
    )
    .filter((file) => file.endsWith('.int-spec.ts'))
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern, 'i').test(file)));
  if (selected.length === 0) return [];
  const temporal = selected.some((file) => readFileSync(file, 'utf8').includes('testTemporal'));
  return /** @type {import('../../deploy/local/servers/index.mjs').ServerName[]} */ ([
    'postgres',
    'nats',
    ...(temporal ? ['temporal'] : []),
  ]);
}

/** Folders of runs that were killed before they could clean up. */
function removeForgottenFolders() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const pid = Number(name.slice(folderPrefix.length).split('-')[0]);
    if (!isRunning(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
