import { connect, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import { freshBus, freshDatabase, type TestDatabase } from './servers.js';

describe('the servers that integration tests share', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([freshDatabase(), freshDatabase()]);
  }, 60_000);

  afterAll(() => Promise.all([first.drop(), second.drop()]));

  it('give every caller a migrated database of its own', async () => {
    await rows(first.url, 'create table only_here (id int)');
    expect(await rows(second.url, `select to_regclass('only_here')::text as found`)).toEqual([{ found: null }]);
    expect(await rows(second.url, `select platform.now() is not null as migrated`)).toEqual([{ migrated: true }]);
  });

  it('let a service log in by its own role, which owns nothing', async () => {
    const [row] = await rows(
      first.urlOf('audit'),
      `select current_user as name, pg_has_role('postgres', 'member') as owner`,
    );
    expect(row).toEqual({ name: 'kaohe_audit', owner: false });
  });

  it('keep durable commits on, as in production', async () => {
    const [row] = await rows(
      first.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on' });
  });

  it('let no caller hear the bus of another', async () => {
    const [mine, others] = await Promise.all([openBus(), openBus()]);
    const heardByOthers: string[] = [];
    others.subscribe('word', { callback: (_, message) => void heardByOthers.push(message.string()) });
    const heardByMe = new Promise((resolve) => {
      mine.subscribe('word', { callback: (_, message) => resolve(message.string()) });
    });
    await Promise.all([mine.flush(), others.flush()]);
    mine.publish('word', 'hello');
    expect(await heardByMe).toBe('hello');
    await others.flush();
    expect(heardByOthers).toEqual([]);
    await Promise.all([mine.close(), others.close()]);
  });
});

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function openBus(): Promise<NatsConnection> {
  const bus = await freshBus();
  return connect({ servers: bus.NATS_URL, user: bus.NATS_USER, pass: bus.NATS_PASSWORD });
}
