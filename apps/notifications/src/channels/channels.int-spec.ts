import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { INestApplication } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Robot, RobotInput } from '../../../../libs/contracts/notifications/channels.js';
import { type Delivery, type MailTimes, notificationsHttp } from '../../../../libs/contracts/notifications/http.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { openDatabase } from '../../../../libs/platform/database/index.js';
import { natsConnectionOptions, ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { startService } from '../../../../libs/platform/service/index.js';
import { MailCatcher } from '../../../../test/support/mail-catcher.js';
import { freshBus, freshDatabase, type TestDatabase } from '../../../../test/support/servers.js';
import { NotificationsModule } from '../app.module.js';
import { type NotificationsConfig, notificationsConfig } from '../config.js';
import { RobotStandIn } from '../testing/robot-stand-in.js';
import { company, person, RolesStandInModule } from '../testing/roles-stand-in.js';

let fresh: TestDatabase;
let owner: DataSource;
let config: NotificationsConfig;
let catcher: MailCatcher;
let platforms: RobotStandIn;
let connection: NatsConnection;
let client: ServiceClient;
let roles: INestApplication;
let service: INestApplication;

const start = async (name: string, module: Parameters<typeof startService>[0]['module']): Promise<INestApplication> =>
  (await startService({ name, module, config })).app;

/** From a time of day at which no platform is busy, running on so many times as fast. */
async function setClock(at: string, speed = 1): Promise<void> {
  const begin = new Date();
  await owner.query(
    `create or replace function platform.now() returns timestamptz language sql stable
     as $$ select timestamptz '${at}' + (now() - timestamptz '${begin.toISOString()}') * ${speed} $$`,
  );
  platforms.now = () => Date.parse(at) + (Date.now() - begin.getTime()) * speed;
}

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = await openDatabase(fresh.url, { applicationName: 'channels-spec', poolSize: 2 });
  [catcher, platforms] = await Promise.all([MailCatcher.start(), RobotStandIn.start()]);
  for (const [token, secret] of [
    ['f1', 'feishu-key'],
    ['d1', 'SEC-dingtalk'],
    ['w1', null],
    ['w2', null],
  ] as const)
    platforms.robots.set(token, secret);
  config = notificationsConfig({
    ...(await freshBus()),
    KAOHE_SERVICE_DATABASE_URL: fresh.urlOf('notifications'),
    KAOHE_HEALTH_PORT: '0',
    KAOHE_LOG_LEVEL: 'fatal',
    SMTP_URL: catcher.url.replace('smtp://', 'smtp://kaohe:mail-password@'),
    KAOHE_PUBLIC_URL: 'https://kaohe.example',
    KAOHE_CHANNEL_ALLOW: `${platforms.place},127.0.0.0/8`,
    KAOHE_CHANNEL_F1_URL: platforms.address.feishu('f1'),
    KAOHE_CHANNEL_F1_KEY: 'feishu-key',
    KAOHE_CHANNEL_D1_URL: platforms.address.dingtalk('d1'),
    KAOHE_CHANNEL_D1_KEY: 'SEC-dingtalk',
    KAOHE_CHANNEL_W1_URL: platforms.address.wecom('w1'),
    KAOHE_CHANNEL_W2_URL: platforms.address.wecom('w2'),
    KAOHE_CHANNEL_GONE_URL: platforms.address.wecom('gone'),
    KAOHE_CHANNEL_WRONG_KEY: 'another-key',
    KAOHE_CHANNEL_ELSEWHERE_URL: 'https://elsewhere.example/hook',
  });
  const nats = natsConnectionOptions(config, 'spec');
  connection = await connect(nats);
  client = new ServiceClient(nats);
  await client.connect();
  await setClock('2026-11-03T02:10:00Z');
  roles = await start('roles', RolesStandInModule);
  service = await start('notifications', NotificationsModule.with(config));
}, 60_000);

afterAll(async () => {
  await service.close();
  await roles.close();
  await client.close();
  await connection.drain();
  await Promise.all([catcher.stop(), platforms.stop()]);
  await owner.destroy();
  await fresh.drop();
}, 30_000);

beforeEach(async () => {
  platforms.heard.length = 0;
  platforms.refused.length = 0;
  platforms.instead = null;
  await owner.query('delete from notifications.robot_message');
  await owner.query('delete from notifications.robot_bucket');
  await owner.query('delete from notifications.robot');
});

const admin = (personNo: number | null = 30) => callAs(personNo === null ? null : person(personNo), 'administrator');
const callAs = (personId: string | null, ...grants: Actor['grants']) => ({
  requestId: 'spec',
  companyId: company,
  locale: 'en',
  actor: { accountId: person(930), personId, sessionId: randomUUID(), grants, sourceIds: [] },
});

const feishu: RobotInput = {
  name: 'Marketing',
  kind: 'feishu',
  address: 'env:KAOHE_CHANNEL_F1_URL',
  secret: 'env:KAOHE_CHANNEL_F1_KEY',
  locale: 'zh-Hans',
  announcements: ['cycle_launched', 'cycle_late', 'report_published'],
  enabled: true,
};
const dingtalk: RobotInput = {
  ...feishu,
  name: 'Sales',
  kind: 'dingtalk',
  address: 'env:KAOHE_CHANNEL_D1_URL',
  secret: 'env:KAOHE_CHANNEL_D1_KEY',
  locale: 'en',
};
const wecom: RobotInput = {
  ...feishu,
  name: 'Everybody',
  kind: 'wecom',
  address: 'env:KAOHE_CHANNEL_W1_URL',
  secret: null,
  locale: 'zh-Hant',
};

const create = (body: RobotInput, call = admin()): Promise<Robot> =>
  client.ask(notificationsHttp.createRobot, { params: {}, query: {}, body, idempotencyKey: randomUUID() }, call);
const update = ({ robotId, version }: Robot, body: RobotInput): Promise<Robot> =>
  client.ask(notificationsHttp.updateRobot, { params: { robotId }, query: {}, body, ifMatch: version }, admin());
const tryOut = ({ robotId }: Robot, idempotencyKey: string = randomUUID()) =>
  client.ask(notificationsHttp.testRobot, { params: { robotId }, query: {}, body: {}, idempotencyKey }, admin());

async function tell(type: string, payload: unknown): Promise<string> {
  const eventId = randomUUID();
  const event = { eventId, companyId: company, type, requestId: 'spec', payload };
  await jetstream(connection).publish(`event.${type}`, JSON.stringify(event));
  return eventId;
}
const period = { kind: 'month', periodFrom: '2026-10-01', periodTo: '2026-11-01' };
const launched = (cycleId: string = randomUUID()) =>
  tell('cycles.state_changed', { ...period, cycleId, from: 'launching', to: 'collecting', toPersonIds: [] });
const late = (cycleId: string = randomUUID()) =>
  tell('cycles.tasks_escalated', {
    ...period,
    cycleId,
    stage: 'manager_review',
    escalations: [{ toPersonId: person(2), latePersonId: person(3), count: 4 }],
  });

async function toGroups(eventId: string): Promise<Delivery[]> {
  const query = { limit: 500, eventId };
  const { items } = await client.ask(notificationsHttp.listDeliveries, { params: {}, query, body: {} }, admin());
  return items.filter(({ robot }) => robot !== null);
}
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean, forMs = 8_000): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`not so within ${forMs} ms: ${JSON.stringify(value)}`);
    await sleep(50);
  }
}
const done = (eventId: string, count: number, forMs?: number) =>
  until(
    () => toGroups(eventId),
    (all) => all.length === count && all.every(({ state }) => state !== 'queued' && state !== 'sending'),
    forMs,
  );

test('a launch is told to each group in its language, signed as its platform asks, and the log shows it', async () => {
  for (const robot of [feishu, dingtalk, wecom]) await create(robot);
  const deliveries = await done(await launched(), 3);
  expect(platforms.refused).toEqual([]);
  expect(platforms.textsOf('f1')).toEqual([expect.stringContaining('2026年10月考核已发起')]);
  expect(platforms.textsOf('d1')).toEqual([expect.stringContaining('October 2026 appraisals: begun')]);
  expect(platforms.textsOf('w1')).toEqual([expect.stringContaining('2026年10月考核已發起')]);
  expect(platforms.textsOf('w1')[0]).toContain('https://kaohe.example/cycles/');
  expect(
    deliveries.map(({ channel, state, robot, attempts }) => [channel, state, robot?.name, attempts]).sort(),
  ).toEqual([
    ['dingtalk', 'sent', 'Sales', 1],
    ['feishu', 'sent', 'Marketing', 1],
    ['wecom', 'sent', 'Everybody', 1],
  ]);
});

test('an occasion that comes in parts is told once, and no name and no number of anybody’s with it', async () => {
  await create({ ...wecom, announcements: ['cycle_late'] });
  const cycleId = randomUUID();
  await launched(cycleId);
  await done(await late(cycleId), 1);
  await late(cycleId);
  await sleep(1_500);
  expect(platforms.textsOf('w1')).toHaveLength(1);
  expect(platforms.textsOf('w1')[0]).toContain('主管評審');
  expect(platforms.textsOf('w1')[0]).not.toMatch(/Person|4 [份項]|有 4/);
});

test('a wrong key and an unknown robot fail for good, stay switched on, and the administrators hear of it once', async () => {
  const wrong = await create({ ...feishu, secret: 'env:KAOHE_CHANNEL_WRONG_KEY' });
  await create({ ...wecom, address: 'env:KAOHE_CHANNEL_GONE_URL' });
  const first = await done(await launched(), 2);
  await done(await launched(), 2);
  expect(first.map(({ channel, state, note }) => [channel, state, note?.split(':')[0]]).sort()).toEqual([
    ['feishu', 'failed', 'wrong_signature'],
    ['wecom', 'failed', 'unknown_robot'],
  ]);
  const told = async () => {
    const query = { limit: 50, unreadOnly: 'false' as const };
    const { items } = await client.ask(notificationsHttp.listMine, { params: {}, query, body: {} }, admin());
    return items.filter(({ type }) => type === 'robot_failed').map(({ title }) => title);
  };
  const once = await until(told, (titles) => titles.length >= 2);
  await sleep(500);
  expect(await told()).toEqual(once);
  expect(once.sort()).toEqual([
    'The chat robot “Everybody” does not get through',
    'The chat robot “Marketing” does not get through',
  ]);
  const { items } = await client.ask(notificationsHttp.listRobots, { params: {}, query: {}, body: {} }, admin());
  expect(items.map(({ enabled, failingSince }) => [enabled, typeof failingSince])).toEqual([
    [true, 'string'],
    [true, 'string'],
  ]);

  await update(wrong, feishu);
  await done(await launched(), 2);
  expect(platforms.textsOf('f1')).toHaveLength(1);
});

test('a platform that says later, or is away, gets the message when it is ready', async () => {
  await create(wecom);
  platforms.instead = () => [200, { errcode: 45009, errmsg: 'api freq out of limit' }];
  const eventId = await launched();
  const [held] = await until(
    () => toGroups(eventId),
    ([one]) => one?.attempts === 1 && one.state === 'queued',
  );
  expect(held?.note).toBe('rate_limited: 45009 api freq out of limit');
  await platforms.stop();
  const goOn = () => owner.query('update notifications.robot_bucket set held_until = platform.now()');
  await goOn();
  const [away] = await until(
    () => toGroups(eventId),
    ([one]) => one?.attempts === 2,
  );
  expect(away).toMatchObject({ state: 'queued', note: expect.stringMatching(/^unreachable: .*ECONNREFUSED/) });
  await platforms.restart();
  platforms.instead = null;
  await goOn();
  expect(await done(eventId, 1)).toMatchObject([{ state: 'sent', attempts: 3 }]);
}, 30_000);

test('a platform that breaks off after it was given the message is not given it twice', async () => {
  await create(wecom);
  let asked = 0;
  platforms.instead = () => {
    asked += 1;
    return 'hang up';
  };
  expect(await done(await launched(), 1)).toMatchObject([{ state: 'unconfirmed', attempts: 1 }]);
  await sleep(1_200);
  expect(asked).toBe(1);
});

test('two instances together keep a robot’s limit, and lose and double nothing', async () => {
  const second = await start('notifications', NotificationsModule.with(config));
  try {
    await setClock('2026-11-03T03:10:00Z', 20);
    await create({ ...wecom, address: 'env:KAOHE_CHANNEL_W2_URL' });
    await create(dingtalk);
    const cycles = Array.from({ length: 45 }, () => randomUUID());
    await Promise.all(cycles.map((cycleId) => late(cycleId)));
    await until(
      async () => platforms.heard.length,
      (count) => count >= 90,
      40_000,
    );
    await sleep(500);
    expect(platforms.refused).toEqual([]);
    for (const token of ['w2', 'd1']) {
      const texts = platforms.textsOf(token);
      expect(cycles.filter((cycleId) => texts.filter((text) => text.includes(cycleId)).length !== 1)).toEqual([]);
    }
  } finally {
    await second.close();
    await setClock('2026-11-03T04:10:00Z');
  }
}, 60_000);

test('Feishu is left alone in the minutes in which everybody sends', async () => {
  await setClock('2026-11-03T05:30:20Z');
  await create(feishu);
  await create(wecom);
  const eventId = await launched();
  await until(
    async () => platforms.heard.length,
    (count) => count === 1,
  );
  const waiting = await until(
    async () => (await toGroups(eventId)).find(({ channel }) => channel === 'feishu'),
    (one) => one?.nextAttemptAt === '2026-11-03T05:31:00.000Z',
  );
  expect(waiting).toMatchObject({ state: 'queued', attempts: 0 });
  await setClock('2026-11-03T05:31:00Z');
  await done(eventId, 2);
  expect(platforms.textsOf('f1')).toHaveLength(1);
  await setClock('2026-11-03T06:10:00Z');
});

test('in the company’s quiet hours a group is told nothing, but it is afterwards', async () => {
  const times = (quiet: MailTimes['quiet']) =>
    client.ask(
      notificationsHttp.setCompanyMailTimes,
      { params: {}, query: {}, body: { digestAt: null, quiet } },
      admin(),
    );
  await times({ from: '22:00', to: '07:00' });
  await setClock('2026-11-03T15:00:00Z');
  await create(wecom);
  const eventId = await launched();
  await until(
    () => toGroups(eventId),
    ([one]) => one?.nextAttemptAt === '2026-11-03T23:00:00.000Z',
  );
  expect(platforms.heard).toEqual([]);
  await setClock('2026-11-03T23:00:00Z');
  expect(await done(eventId, 1)).toMatchObject([{ state: 'sent' }]);
  await times(null);
  await setClock('2026-11-04T06:10:00Z');
});

test('a robot that is off is told nothing, and what waited for it when it was switched off is let go', async () => {
  const robot = await create(wecom);
  platforms.instead = () => [200, { errcode: 45009, errmsg: 'api freq out of limit' }];
  const eventId = await launched();
  await until(
    () => toGroups(eventId),
    ([one]) => one?.attempts === 1 && one.state === 'queued',
  );
  await update(robot, { ...wecom, enabled: false });
  expect(await done(eventId, 1)).toMatchObject([{ state: 'skipped', note: 'switched_off' }]);
  const later = await launched();
  await sleep(1_000);
  expect(await toGroups(later)).toEqual([]);
});

describe('setting up', () => {
  test('a test message goes out once a key, answers what the platform says, and takes one of the robot’s tokens', async () => {
    const robot = await create(dingtalk);
    const key = randomUUID();
    expect(await tryOut(robot, key)).toEqual({ state: 'sent', reason: null, answer: '0 ok' });
    await tryOut(robot, key);
    expect(platforms.textsOf('d1')).toEqual([expect.stringContaining('The robot “Sales” reaches this group.')]);
    for (let no = 0; no < 4; no += 1) await tryOut(robot);
    await expect(tryOut(robot)).rejects.toMatchObject({ status: 429, code: 'robot.rate_limited' });
    const wrong = await update(robot, { ...dingtalk, secret: 'env:KAOHE_CHANNEL_WRONG_KEY' });
    await owner.query('update notifications.robot_bucket set tokens = 1');
    expect(await tryOut(wrong)).toMatchObject({ state: 'refused', reason: 'wrong_signature' });
    const entries = await owner.query(
      `select action from audit.entry where subject_type = 'robot' and subject_id = $1 order by entry_id`,
      [robot.robotId],
    );
    const actions = entries.map((entry: { action: string }) => entry.action);
    expect(new Set(actions)).toEqual(new Set(['robot.created', 'robot.tested', 'robot.changed']));
    expect(actions.filter((action: string) => action === 'robot.tested')).toHaveLength(6);
  });

  test.each([
    [{ address: 'env:KAOHE_CHANNEL_NOT_SET' }, 'address_missing'],
    [{ address: 'env:KAOHE_CHANNEL_F1_KEY' }, 'address_invalid'],
    [{ address: 'env:KAOHE_CHANNEL_ELSEWHERE_URL' }, 'host_not_allowed'],
    [{ secret: 'env:KAOHE_CHANNEL_NOT_SET' }, 'secret_missing'],
  ] as const)('%j is told as a fault before anything is sent', async (part, fault) => {
    const robot = await create({ ...feishu, ...part });
    expect(robot.fault).toBe(fault);
    expect(await tryOut(robot)).toEqual({ state: 'refused', reason: 'not_set_up', answer: fault });
    expect(platforms.heard).toEqual([]);
  });

  test('neither addresses nor keys are ever shown', async () => {
    const robot = await create(dingtalk);
    const mail = await client.ask(notificationsHttp.getMailChannel, { params: {}, query: {}, body: {} }, admin());
    const shown = JSON.stringify([robot, mail, await tryOut(robot)]);
    expect(shown).not.toMatch(/SEC-dingtalk|access_token|mail-password|"sign"/);
    expect(mail.server).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('a name twice, a key for WeCom and a stale version are refused', async () => {
    const robot = await create(wecom);
    await expect(create(wecom)).rejects.toMatchObject({ status: 409, code: 'robot.name_taken' });
    await expect(create({ ...wecom, name: 'B', secret: 'env:KAOHE_CHANNEL_F1_KEY' })).rejects.toMatchObject({
      code: 'robot.secret_pointless',
    });
    await update(robot, { ...wecom, name: 'All' });
    await expect(update(robot, wecom)).rejects.toMatchObject({ status: 409, code: 'request.stale_version' });
  });

  test('only administrators see and change channels', async () => {
    const call = callAs(person(2), 'hr', 'auditor', 'data_owner');
    await expect(create(wecom, call)).rejects.toMatchObject({ status: 403 });
    for (const read of [notificationsHttp.listRobots, notificationsHttp.getMailChannel])
      await expect(client.ask(read, { params: {}, query: {}, body: {} }, call)).rejects.toMatchObject({ status: 403 });
  });

  test('a test mail reaches whoever asks, with what the mail server said when it does not', async () => {
    const ask = (call = admin()) =>
      client.ask(notificationsHttp.testMail, { params: {}, query: {}, body: {}, idempotencyKey: randomUUID() }, call);
    expect(await ask()).toMatchObject({ state: 'sent', address: 'p30@example.com' });
    expect(catcher.mails.at(-1)).toMatchObject({ to: 'p30@example.com', subject: 'A test mail from Kaohe' });
    catcher.answer = () => '550 no such mailbox';
    expect(await ask()).toMatchObject({ state: 'refused', answer: expect.stringContaining('550') });
    await expect(ask(admin(null))).rejects.toMatchObject({ code: 'channel.no_address' });
  });
});
