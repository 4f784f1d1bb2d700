import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type Delivery, notificationsHttp } from '../../../libs/contracts/notifications/http.js';
import type { Actor } from '../../../libs/contracts/values.js';
import { openDatabase } from '../../../libs/platform/database/index.js';
import { natsConnectionOptions, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { startService } from '../../../libs/platform/service/index.js';
import { MailCatcher } from '../../../test/support/mail-catcher.js';
import { freshBus, freshDatabase, type TestDatabase } from '../../../test/support/servers.js';
import { NotificationsModule } from './app.module.js';
import { type NotificationsConfig, notificationsConfig } from './config.js';
import { company, person, RolesStandInModule } from './testing/roles-stand-in.js';

let fresh: TestDatabase;
let owner: DataSource;
let config: NotificationsConfig;
let catcher: MailCatcher;
let connection: NatsConnection;
let client: ServiceClient;
let roles: INestApplication | undefined;
let service: INestApplication;

const startRoles = async (): Promise<INestApplication> =>
  (await startService({ name: 'roles', module: RolesStandInModule, config: { ...config, KAOHE_HEALTH_PORT: 0 } })).app;
const startNotifications = async (): Promise<INestApplication> =>
  (await startService({ name: 'notifications', module: NotificationsModule.with(config), config })).app;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = await openDatabase(fresh.url, { applicationName: 'notifications-spec', poolSize: 2 });
  catcher = await MailCatcher.start();
  config = notificationsConfig({
    ...(await freshBus()),
    KAOHE_SERVICE_DATABASE_URL: fresh.urlOf('notifications'),
    KAOHE_HEALTH_PORT: '0',
    KAOHE_LOG_LEVEL: 'fatal',
    SMTP_URL: catcher.url,
    KAOHE_PUBLIC_URL: 'https://kaohe.example',
  });
  const nats = natsConnectionOptions(config, 'spec');
  connection = await connect(nats);
  client = new ServiceClient(nats);
  await client.connect();
  roles = await startRoles();
  service = await startNotifications();
}, 60_000);

afterAll(async () => {
  await service.close();
  await roles?.close();
  await client.close();
  await connection.drain();
  await catcher.stop();
  await owner.destroy();
  await fresh.drop();
}, 30_000);

beforeEach(() => {
  catcher.mails.length = 0;
  catcher.met.length = 0;
  catcher.answer = () => 'accept';
});

const dueAt = '2026-11-03T10:00:00Z';
const cycle = { cycleId: person(1000), kind: 'month', periodFrom: '2026-10-01', periodTo: '2026-11-01' };
const opened = (...assignees: [no: number, count: number][]) => ({
  ...cycle,
  assignees: assignees.map(([no, count]) => ({ personId: person(no), stage: 'manager_review', count, dueAt })),
});

/** As another service's relay would; without a message id, so that a repetition reaches the consumer. */
async function tell(type: string, payload: unknown, eventId: string = randomUUID()): Promise<string> {
  const event = { eventId, companyId: company, type, requestId: 'spec', payload };
  await jetstream(connection).publish(`event.${type}`, JSON.stringify(event));
  return eventId;
}

const callAs = (personId: string | null, ...grants: Actor['grants']) => ({
  requestId: 'spec',
  companyId: company,
  locale: 'en',
  actor: { accountId: randomUUID(), personId, sessionId: randomUUID(), grants, sourceIds: [] },
});

async function deliveriesOf(eventId: string): Promise<Delivery[]> {
  const input = { params: {}, query: { limit: 500, eventId }, body: {} };
  return (await client.ask(notificationsHttp.listDeliveries, input, callAs(null, 'administrator'))).items;
}

/** Waits until everything about an event is decided one way or another. */
async function settled(
  eventId: string,
  states: readonly Delivery['state'][] = ['sent', 'failed', 'unconfirmed', 'skipped'],
) {
  for (let look = 0; look < 200; look += 1) {
    const deliveries = await deliveriesOf(eventId);
    if (deliveries.length > 0 && deliveries.every((delivery) => states.includes(delivery.state))) return deliveries;
    await sleep(50);
  }
  throw new Error(`not settled: ${JSON.stringify(await deliveriesOf(eventId))}`);
}

const listMine = (no: number, locale = 'en') =>
  client.ask(
    notificationsHttp.listMine,
    { params: {}, query: { limit: 50, unreadOnly: 'false' }, body: {} },
    { ...callAs(person(no)), locale },
  );
const nothing = { params: {}, query: {}, body: {} };

test('each manager gets one mail in their language that says how many wait until when, and the way there', async () => {
  await settled(await tell('cycles.tasks_opened', opened([2, 8], [3, 1])));
  const byAddress = new Map(catcher.mails.map((mail) => [mail.to, mail]));
  expect([...byAddress.keys()].sort()).toEqual(['p2@example.com', 'p3@example.com']);
  const english = byAddress.get('p2@example.com');
  expect(english?.subject).toBe('October 2026 appraisals: 8 new tasks');
  expect(english?.text).toContain('Hello Person 2,');
  expect(english?.text).toContain('8 appraisals wait for your review until Tue, November 3, 2026 at 18:00 GMT+8.');
  expect(english?.text).toContain('https://kaohe.example/tasks');
  expect(english?.html).toContain('href="https://kaohe.example/tasks"');
  const chinese = byAddress.get('p3@example.com');
  expect(chinese?.subject).toBe('2026年10月考核：1 項新待辦');
  expect(chinese?.text).toContain('有 1 份考核待您評審，截止時間：2026年11月3日週二 18:00 [GMT+8]。');
});

test('an event that comes three times is told once by each channel', async () => {
  const eventId = await tell('cycles.tasks_opened', opened([4, 2]));
  await tell('cycles.tasks_opened', opened([4, 2]), eventId);
  await settled(eventId);
  await owner.query('delete from notifications.inbox');
  await owner.query('update notifications.announcement set announced_at = null where event_id = $1', [eventId]);
  await tell('cycles.tasks_opened', opened([4, 2]), eventId);
  await sleep(1_500);
  expect((await deliveriesOf(eventId)).map(({ channel, state }) => [channel, state]).sort()).toEqual([
    ['email', 'sent'],
    ['in_app', 'sent'],
  ]);
  expect(catcher.mails).toHaveLength(1);
  expect((await listMine(4)).items).toHaveLength(1);
});

test('who has no address or is unknown is told in the app, and the log says why no mail went', async () => {
  const deliveries = await settled(await tell('cycles.tasks_opened', opened([13, 1], [404, 1])));
  const notes = deliveries
    .filter(({ channel }) => channel === 'email')
    .map(({ recipientPersonId, state, note }) => [recipientPersonId, state, note]);
  expect(notes.sort()).toEqual([
    [person(13), 'skipped', 'no_address'],
    [person(404), 'skipped', 'no_contact'],
  ]);
  expect((await listMine(13)).items).toHaveLength(1);
});

test('late rows are told to the owners of their source', async () => {
  await settled(await tell('metrics.late_rows_held', { cycleId: cycle.cycleId, sourceId: 'erp', rows: 4 }));
  expect((await listMine(20)).items[0]).toMatchObject({ type: 'late_rows_held', title: 'Late data from ERP' });
});

describe('in the app', () => {
  test('the same notification is read in the language of whoever reads it', async () => {
    await settled(await tell('cycles.report_published', { ...cycle, toPersonIds: [person(30)] }));
    expect((await listMine(30, 'en')).items[0]).toMatchObject({
      title: 'The report on the October 2026 appraisals is published',
      link: `/cycles/${cycle.cycleId}`,
      readAt: null,
    });
    expect((await listMine(30, 'zh-Hans')).items[0]?.title).toBe('2026年10月考核报告已发布');
  });

  test('open screens hear of a new one and of one read elsewhere', async () => {
    const heard: unknown[] = [];
    connection.subscribe(`push.${company}.${person(32)}`, {
      callback: (_, message) => void heard.push(message.json()),
    });
    await connection.flush();
    await settled(await tell('cycles.report_published', { ...cycle, toPersonIds: [person(32)] }));
    const [mine] = (await listMine(32)).items;
    const answer = await client.ask(
      notificationsHttp.markRead,
      { params: { notificationId: mine?.notificationId ?? '' }, query: {}, body: {} },
      callAs(person(32)),
    );
    expect(answer).toEqual({ unread: 0 });
    await sleep(100);
    expect(heard).toEqual([
      { type: 'notification', unread: 1 },
      { type: 'notification', unread: 0 },
    ]);
  });

  test('nobody reads, counts or marks another’s', async () => {
    await settled(await tell('cycles.report_published', { ...cycle, toPersonIds: [person(34)] }));
    const [theirs] = (await listMine(34)).items;
    expect((await listMine(36)).items).toEqual([]);
    const params = { notificationId: theirs?.notificationId ?? '' };
    await expect(
      client.ask(notificationsHttp.markRead, { params, query: {}, body: {} }, callAs(person(36), 'administrator')),
    ).rejects.toMatchObject({ status: 404 });
    await client.ask(notificationsHttp.markAllRead, nothing, callAs(person(36)));
    expect(await client.ask(notificationsHttp.unreadCount, nothing, callAs(person(34)))).toEqual({ unread: 1 });
  });

  test('who watches a cycle’s board hears that it changed', async () => {
    const heard: unknown[] = [];
    connection.subscribe(`push.${company}.board.${cycle.cycleId}`, {
      callback: (_, message) => void heard.push(message.json()),
    });
    await connection.flush();
    await tell('cycles.board_changed', { cycleId: cycle.cycleId });
    for (let look = 0; heard.length === 0 && look < 50; look += 1) await sleep(50);
    expect(heard).toEqual([{ type: 'board', cycleId: cycle.cycleId }]);
  });
});

test('what somebody does not want by a channel does not come by it, and the choice is in the history', async () => {
  const preferences = [{ type: 'report_published' as const, channel: 'email' as const, wanted: false }];
  const kept = await client.ask(
    notificationsHttp.setPreferences,
    { params: {}, query: {}, body: { preferences } },
    callAs(person(40)),
  );
  expect(kept.preferences).toContainEqual(preferences[0]);
  const deliveries = await settled(await tell('cycles.report_published', { ...cycle, toPersonIds: [person(40)] }));
  expect(deliveries.map(({ channel, state, note }) => [channel, state, note]).sort()).toEqual([
    ['email', 'skipped', 'not_wanted'],
    ['in_app', 'sent', null],
  ]);
  const entries = await owner.query(`select action from audit.entry where actor_person_id = $1`, [person(40)]);
  expect(entries).toEqual([{ action: 'notification.preferences_changed' }]);
});

test('only administrators see the delivery log', async () => {
  const input = { params: {}, query: { limit: 10 }, body: {} };
  await expect(
    client.ask(notificationsHttp.listDeliveries, input, callAs(person(2), 'hr', 'auditor', 'data_owner')),
  ).rejects.toMatchObject({ status: 403 });
});

describe('the mail server', () => {
  test('that says later is asked again until it takes the mail', async () => {
    let asked = 0;
    catcher.answer = () => {
      asked += 1;
      return asked === 1 ? '451 busy' : 'accept';
    };
    const deliveries = await settled(await tell('cycles.tasks_opened', opened([50, 1])));
    expect(deliveries.find(({ channel }) => channel === 'email')).toMatchObject({ state: 'sent', attempts: 2 });
    expect(catcher.met).toEqual(['451 busy', 'accept']);
  }, 20_000);

  test('that refuses for good is not asked again', async () => {
    catcher.answer = () => '550 no such mailbox';
    const deliveries = await settled(await tell('cycles.tasks_opened', opened([52, 1])));
    expect(deliveries.find(({ channel }) => channel === 'email')).toMatchObject({
      state: 'failed',
      attempts: 1,
      note: expect.stringContaining('550'),
    });
  });

  test('that breaks off after it was given the mail is not given it twice', async () => {
    catcher.answer = () => 'hang up';
    const deliveries = await settled(await tell('cycles.tasks_opened', opened([54, 1])));
    expect(deliveries.find(({ channel }) => channel === 'email')).toMatchObject({ state: 'unconfirmed', attempts: 1 });
    await sleep(500);
    expect(catcher.met).toEqual(['hang up']);
  });

  test('that is away delays the mail and nothing else', async () => {
    await catcher.stop();
    const eventId = await tell('cycles.tasks_opened', opened([56, 1]));
    await sleep(700);
    expect((await listMine(56)).items).toHaveLength(1);
    expect((await deliveriesOf(eventId)).find(({ channel }) => channel === 'email')?.state).toBe('queued');
    await catcher.restart();
    await settled(eventId);
    expect(catcher.mails.map(({ to }) => to)).toEqual(['p56@example.com']);
  }, 30_000);
});

test('a mail whose sender died after claiming it is given up as unconfirmed, not sent again', async () => {
  await service.close();
  const eventId = randomUUID();
  const [delivery] = await owner.query(
    `insert into notifications.delivery (company_id, event_id, type, person_id, channel, state)
     values ($1, $2, 'report_published', $3, 'email', 'queued') returning delivery_id`,
    [company, eventId, person(60)],
  );
  await owner.query(
    `insert into notifications.email (company_id, delivery_id, name, address, locale, time_zone, message, link, attempts, claimed_at)
     values ($1, $2, 'P', 'p60@example.com', 'en', 'UTC', '{}', '/', 1, now() - interval '10 minutes')`,
    [company, delivery.delivery_id],
  );
  service = await startNotifications();
  expect(await settled(eventId)).toMatchObject([{ state: 'unconfirmed' }]);
  expect(catcher.met).toEqual([]);
});

test('an event that comes while roles is away is told when it is back', async () => {
  await roles?.close();
  roles = undefined;
  const eventId = await tell('cycles.tasks_opened', opened([62, 3]));
  await sleep(1_500);
  expect(await deliveriesOf(eventId)).toEqual([]);
  roles = await startRoles();
  await settled(eventId);
  expect(catcher.mails.map(({ to }) => to)).toEqual(['p62@example.com']);
}, 30_000);

test('an event that nobody can read is parked and holds up no other', async () => {
  await tell('cycles.tasks_opened', { score: '97.5' });
  const from = Date.now();
  await settled(await tell('cycles.tasks_opened', opened([64, 1])));
  expect(Date.now() - from).toBeLessThan(2_000);
});
