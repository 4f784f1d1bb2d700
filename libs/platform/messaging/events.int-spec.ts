import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { freshBus, freshDatabase, type TestBus, type TestDatabase } from '../../../test/support/servers.js';
import { inTransaction, openDatabase } from '../database/index.js';
import { tell } from '../outbox/index.js';
import { natsConnectionOptions } from './connection.js';
import { EventBus } from './events.js';

let server: TestDatabase;
let database: DataSource;
let bus: TestBus;
const companyId = randomUUID();

beforeAll(async () => {
  server = await freshDatabase();
  database = await openDatabase(server.urlOf('notifications'), { applicationName: 'test' });
  bus = await freshBus();
}, 60_000);
afterAll(async () => {
  await database.destroy();
  await server.drop();
});

/** A release of the service, which hears these types. */
async function release(types: readonly string[], heard: string[]): Promise<EventBus> {
  const events = await EventBus.open({
    nats: natsConnectionOptions(bus, 'spec'),
    database,
    schema: 'notifications',
    onError: (error) => heard.push(String(error)),
  });
  events.startRelay();
  await events.consume('spec', types, async ({ type }) => void heard.push(type));
  return events;
}

const say = (type: string) =>
  inTransaction(database, { companyId }, (transaction) =>
    tell(transaction, 'notifications', companyId, [{ type, payload: {} }]),
  );

async function until(heard: readonly string[], count: number): Promise<void> {
  for (let look = 0; look < 200 && heard.length < count; look += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
}

it('a release that hears one type more goes on where the one before stopped', async () => {
  const heard: string[] = [];
  const before = await release(['notifications.old'], heard);
  await say('notifications.old');
  await until(heard, 1);
  await before.close();
  const after = await release(['notifications.old', 'notifications.new'], heard);
  await say('notifications.new');
  await say('notifications.old');
  await until(heard, 3);
  await after.close();
  expect(heard.sort()).toEqual(['notifications.new', 'notifications.old', 'notifications.old']);
});
