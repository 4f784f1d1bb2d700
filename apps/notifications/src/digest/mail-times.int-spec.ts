import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type Delivery, type MailTimes, notificationsHttp } from '../../../../libs/contracts/notifications/http.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { openDatabase } from '../../../../libs/platform/database/index.js';
import { natsConnectionOptions, ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { startService } from '../../../../libs/platform/service/index.js';
import { MailCatcher } from '../../../../test/support/mail-catcher.js';
import { freshBus, freshDatabase, type TestDatabase } from '../../../../test/support/servers.js';
import { NotificationsModule } from '../app.module.js';
import { type NotificationsConfig, notificationsConfig } from '../config.js';
import { company, person, RolesStandInModule } from '../testing/roles-stand-in.js';

let fresh: TestDatabase;
let owner: DataSource;
let config: NotificationsConfig;
let catcher: MailCatcher;
let connection: NatsConnection;
let client: ServiceClient;
let roles: INestApplication;
/** Two instances, as where one is not enough. */
let services: readonly INestApplication[] = [];

const start = async (name: string, module: Parameters<typeof startService>[0]['module']): Promise<INestApplication> =>
  (await startService({ name, module, config })).app;
async function startBoth(): Promise<void> {
  const module = NotificationsModule.with(config);
  services = await Promise.all([start('notifications', module), start('notifications', module)]);
}
async function stopBoth(): Promise<void> {
  await Promise.all(services.map((service) => service.close()));
  services = [];
}

/** The company's zone is eight hours ahead of UTC. */
async function setClock(local: string): Promise<void> {
  await owner.query(
    `create or replace function platform.now() returns timestamptz language sql stable
     as $$ select timestamptz '${local}+08' + (now() - timestamptz '${new Date().toISOString()}') $$`,
  );
}

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = await openDatabase(fresh.url, { applicationName: 'mail-times-spec', poolSize: 2 });
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
  roles = await start('roles', RolesStandInModule);
  await startBoth();
}, 60_000);

afterAll(async () => {
  await stopBoth();
  await roles.close();
  await client.close();
  await connection.drain();
  await catcher.stop();
  await owner.destroy();
  await fresh.drop();
}, 30_000);

beforeEach(() => {
  catcher.mails.length = 0;
});

const cycle = { cycleId: person(1000), kind: 'month', periodFrom: '2026-10-01', periodTo: '2026-11-01' };

async function tell(type: string, payload: unknown): Promise<string> {
  const event = { eventId: randomUUID(), companyId: company, type, requestId: 'spec', payload };
  await jetstream(connection).publish(`event.${type}`, JSON.stringify(event));
  return event.eventId;
}
const tellPublished = (...nos: number[]) => tell('cycles.report_published', { ...cycle, toPersonIds: nos.map(person) });
const tellOpened = (no: number, dueAt: string) =>
  tell('cycles.tasks_opened', {
    ...cycle,
    assignees: [{ personId: person(no), stage: 'manager_review', count: 8, dueAt }],
  });

const callAs = (personId: string | null, ...grants: Actor['grants']) => ({
  requestId: 'spec',
  companyId: company,
  locale: 'en',
  actor: { accountId: randomUUID(), personId, sessionId: randomUUID(), grants, sourceIds: [] },
});
const administrator = callAs(person(30), 'administrator');
const nothing = { params: {}, query: {}, body: {} };
const choose = (no: number, own: MailTimes | null) =>
  client.ask(notificationsHttp.setMailTimes, { ...nothing, body: { own } }, callAs(person(no)));
const setCompany = (times: MailTimes) =>
  client.ask(notificationsHttp.setCompanyMailTimes, { ...nothing, body: times }, administrator);

async function mailsOf(...eventIds: string[]): Promise<Delivery[]> {
  const answers = await Promise.all(
    eventIds.map((eventId) =>
      client.ask(notificationsHttp.listDeliveries, { ...nothing, query: { limit: 50, eventId } }, administrator),
    ),
  );
  return answers.flatMap(({ items }) => items.filter(({ channel }) => channel === 'email'));
}

/** Until every mail about these events stands so. */
async function untilAll(state: Delivery['state'], ...eventIds: string[]): Promise<Delivery[]> {
  for (let look = 0; look < 200; look += 1) {
    const mails = await mailsOf(...eventIds);
    if (mails.length >= eventIds.length && mails.every((mail) => mail.state === state)) return mails;
    await sleep(50);
  }
  throw new Error(`not ${state}: ${JSON.stringify(await mailsOf(...eventIds))}`);
}
/** Longer than anybody looks away. */
const aWhile = () => sleep(1_500);
const recipients = () => catcher.mails.map(({ to }) => to).sort();

test('who wants one mail a day gets one, of everything, from two instances that were both away when it was due', async () => {
  await setClock('2026-10-12 10:00');
  for (const no of [2, 3]) await choose(no, { digestAt: '17:30', quiet: null });
  const waiting = [
    await tellPublished(2, 3),
    await tell('cycles.appraisal_returned', {
      ...cycle,
      appraisalId: person(2000),
      personId: person(7),
      byPersonId: person(8),
      toPersonIds: [person(2)],
    }),
    await tellOpened(2, '2026-10-13T10:00:00Z'),
  ];
  const [held] = await untilAll('queued', ...waiting);
  expect(held?.nextAttemptAt).toBe('2026-10-12T09:30:00.000Z');
  await stopBoth();
  await setClock('2026-10-12 20:00');
  await startBoth();
  await untilAll('sent', ...waiting);
  await aWhile();
  expect(recipients()).toEqual(['p2@example.com', 'p3@example.com']);
  const english = catcher.mails.find(({ to }) => to === 'p2@example.com');
  expect(english?.subject).toBe('Your day in Kaohe: 3 messages');
  for (const part of [
    'The report on the October 2026 appraisals is published',
    'Person 8 returned the appraisal of Person 7.',
    '8 appraisals wait for your review until Tue, October 13, 2026 at 18:00 GMT+8.',
    `https://kaohe.example/cycles/${cycle.cycleId}`,
    `https://kaohe.example/appraisals/${person(2000)}`,
  ]) {
    expect(english?.text).toContain(part);
    expect(english?.html).toContain(part);
  }
  expect(catcher.mails.find(({ to }) => to === 'p3@example.com')?.subject).toBe('考核每日彙整：1 則通知');
});

test('what is due before the next mail a day, and who is late, is told at once', async () => {
  await setClock('2026-10-13 10:00');
  await choose(4, { digestAt: '17:30', quiet: null });
  const late = { latePersonId: person(6), toPersonId: person(4), count: 2 };
  await untilAll(
    'sent',
    await tellOpened(4, '2026-10-13T07:00:00Z'),
    await tell('cycles.tasks_escalated', { ...cycle, stage: 'interview', escalations: [late] }),
  );
  expect(recipients()).toEqual(['p4@example.com', 'p4@example.com']);
});

test('a second mail of the same day waits for the next one, and so does a choice that came too late', async () => {
  await setClock('2026-10-14 10:00');
  await choose(10, { digestAt: '11:00', quiet: null });
  const first = await tellPublished(10);
  await untilAll('queued', first);
  await setClock('2026-10-14 11:00');
  await untilAll('sent', first);
  const second = await tellPublished(10);
  expect((await untilAll('queued', second))[0]?.nextAttemptAt).toBe('2026-10-15T03:00:00.000Z');
  await choose(10, { digestAt: '12:00', quiet: null });
  expect((await mailsOf(second))[0]?.nextAttemptAt).toBe('2026-10-14T04:00:00.000Z');
  await setClock('2026-10-14 12:00');
  await aWhile();
  expect(await mailsOf(second)).toMatchObject([{ state: 'queued', nextAttemptAt: '2026-10-15T04:00:00.000Z' }]);
  expect(catcher.mails).toHaveLength(1);
  await choose(10, { digestAt: null, quiet: null });
  await setClock('2026-10-15 09:00');
  await untilAll('sent', second);
});

test('in the company’s quiet hours no mail comes, but for what is due in them and for who chose otherwise', async () => {
  await setCompany({ digestAt: null, quiet: { from: '22:00', to: '07:00' } });
  await choose(14, { digestAt: null, quiet: null });
  await setClock('2037-10-16 23:00');
  const held = await tellPublished(12, 14);
  const due = await tellOpened(16, '2037-10-16T22:00:00Z');
  await untilAll('sent', due);
  await aWhile();
  expect(recipients()).toEqual(['p14@example.com', 'p16@example.com']);
  expect((await mailsOf(held)).find(({ state }) => state === 'queued')?.nextAttemptAt).toBe('2037-10-16T23:00:00.000Z');
  await setClock('2037-10-17 07:00');
  await untilAll('sent', held);
  expect(recipients()).toContain('p12@example.com');
});

test('a mail that the server put off does not come in the night for it', async () => {
  await setClock('2026-10-17 21:00');
  catcher.answer = () => '451 later';
  const held = await tellPublished(18);
  await untilAll('queued', held);
  while (catcher.met.at(-1) !== '451 later') await sleep(50);
  catcher.answer = () => 'accept';
  await setClock('2026-10-17 22:30');
  await owner.query('update notifications.email set next_attempt_at = now() where claimed_at is null');
  await aWhile();
  expect(catcher.mails).toEqual([]);
  await setClock('2026-10-18 07:00');
  await untilAll('sent', held);
});

test('what was chosen is told back, is in the history, and only administrators choose for the company', async () => {
  const own: MailTimes = { digestAt: '08:15', quiet: { from: '12:00', to: '13:30' } };
  const company: MailTimes = { digestAt: null, quiet: { from: '22:00', to: '07:00' } };
  expect(await choose(20, own)).toEqual({ own, company, timeZone: 'Asia/Shanghai' });
  expect(await choose(20, null)).toMatchObject({ own: null });
  const entries = await owner.query(
    `select action, before->'mailTimes' as before, after->'mailTimes' as after from audit.entry
     where actor_person_id = $1 order by entry_id`,
    [person(20)],
  );
  expect(entries).toEqual([
    { action: 'notification.mail_times_changed', before: null, after: own },
    { action: 'notification.mail_times_changed', before: own, after: null },
  ]);
  await expect(
    client.ask(notificationsHttp.setCompanyMailTimes, { ...nothing, body: own }, callAs(person(20), 'hr', 'auditor')),
  ).rejects.toMatchObject({ status: 403 });
  await expect(
    client.ask(notificationsHttp.getMailTimes, nothing, callAs(null, 'administrator')),
  ).rejects.toMatchObject({ status: 404 });
});
