import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate, serviceDatabaseUrl } from '../../libs/platform/database/index.js';

/** Started by global-setup.mjs for `*.int-spec.ts` files; Temporal only for those that name `testTemporal`. */
function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (value) return value;
  throw new Error(`${variable} is not set: servers are started for files named *.int-spec.ts`);
}

export interface TestDatabase {
  /** Of the database's owner. */
  readonly url: string;
  /** Of a service's own login role. */
  readonly urlOf: (service: string) => string;
  /** Ends all its connections and removes it. */
  readonly drop: () => Promise<void>;
}

const template = 'kaohe_template';

/** A migrated database of the caller's own: a copy of a template that the run's first caller migrates. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(async (client) => {
    // Others wait here while the first one migrates; copying needs the template unused as well.
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) await createTemplate(client);
    await client.query(`create database ${name} template ${template}`);
  });
  const url = databaseUrl(name);
  return {
    url,
    urlOf: (service) => serviceDatabaseUrl(url, fromSetup('KAOHE_TEST_SECRET'), service),
    drop: () =>
      asAdministrator(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

async function createTemplate(client: pg.Client): Promise<void> {
  const unfinished = `${template}_unfinished`;
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`create database ${unfinished}`);
  await migrate(databaseUrl(unfinished), fromSetup('KAOHE_TEST_SECRET'));
  await client.query(`alter database ${unfinished} rename to ${template}`);
}

/** An empty database beside the migrated ones, for what stands in for a system of the company's (an ERP). */
export async function emptyDatabase(): Promise<Omit<TestDatabase, 'urlOf'>> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator((client) => client.query(`create database ${name}`).then(() => undefined));
  return {
    url: databaseUrl(name),
    drop: () =>
      asAdministrator((client) => client.query(`drop database if exists ${name} with (force)`).then(() => undefined)),
  };
}

export interface TestBus {
  readonly NATS_URL: string;
  readonly NATS_USER: string;
  readonly NATS_PASSWORD: string;
}

/** An account of the caller's own at the run's NATS: subjects and streams of other spec files are not seen there. */
export async function freshBus(): Promise<TestBus> {
  const logins: { user: string; password: string }[] = JSON.parse(fromSetup('KAOHE_TEST_NATS_LOGINS'));
  const number = await asAdministrator(async (client) => {
    const { rows } = await client.query<{ number: number }>(`select nextval('bus_account')::int as number`);
    return rows[0]?.number ?? 0;
  });
  const login = logins[number - 1];
  if (!login) throw new Error(`only ${logins.length} buses are prepared a run: raise busAccounts in global-setup.mjs`);
  return { NATS_URL: fromSetup('KAOHE_TEST_NATS_URL'), NATS_USER: login.user, NATS_PASSWORD: login.password };
}

/** The run's real Temporal. Shared: use task queues and workflow ids of your own. */
export function testTemporal(): { readonly address: string; readonly namespace: string } {
  return { address: fromSetup('KAOHE_TEST_TEMPORAL_ADDRESS'), namespace: fromSetup('KAOHE_TEST_TEMPORAL_NAMESPACE') };
}

function databaseUrl(name: string): string {
  const url = new URL(fromSetup('KAOHE_TEST_DATABASE_URL'));
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
