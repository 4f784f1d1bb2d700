import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { type Servers, startServers } from '../../deploy/local/servers/index.mjs';
import { natsLogins } from '../../deploy/local/topology.mjs';
import { natsConnectionOptions, Serves, ServiceClient } from '../../libs/platform/messaging/index.js';
import { startService } from '../../libs/platform/service/index.js';

const headcount = {
  subject: 'roles.headcount',
  request: z.strictObject({}),
  reply: z.strictObject({ people: z.int() }),
  timeoutMs: 5_000,
};
@Controller()
class HeadcountController {
  @Serves(headcount)
  async headcount(): Promise<{ people: number }> {
    return { people: 45 };
  }
}
@Module({ controllers: [HeadcountController] })
class HeadcountModule {}

describe('at the bus', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kaohe-bus-'));
  const open: NatsConnection[] = [];
  let servers: Servers;

  beforeAll(async () => {
    servers = await startServers({ dataDir, want: ['nats'], natsLogins: natsLogins(), env: {} });
  }, 60_000);

  afterAll(async () => {
    await Promise.all(open.map((connection) => connection.close()));
    await servers.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function configOf(service: string): { NATS_URL: string; NATS_USER: string; NATS_PASSWORD: string } {
    const login = servers.natsCredentials[service];
    if (!login) throw new Error(`there is no login for ${service}`);
    return { NATS_URL: servers.natsUrl, NATS_USER: login.user, NATS_PASSWORD: login.password };
  }

  async function as(service: string): Promise<NatsConnection> {
    const connection = await connect(natsConnectionOptions(configOf(service), service));
    open.push(connection);
    return connection;
  }

  /** Why the bus refuses the subscription; it is asked before anything is said there. */
  const refusal = (connection: NatsConnection, subject: string): Promise<string> =>
    new Promise((resolve) => {
      connection.subscribe(subject, { callback: (error) => resolve(error?.message ?? 'not refused') });
    });

  it('a service asks another and gets the answer', async () => {
    const [roles, cycles] = await Promise.all([as('roles'), as('cycles')]);
    roles.subscribe('roles.population', { callback: (_, message) => void message.respond('45 people') });
    await roles.flush();
    expect((await cycles.request('roles.population')).string()).toBe('45 people');
  });

  it('a service asks another through Nest’s transport', async () => {
    const config = {
      ...configOf('roles'),
      KAOHE_SERVICE_DATABASE_URL: 'postgres://none',
      KAOHE_LOG_LEVEL: 'fatal' as const,
      KAOHE_HEALTH_PORT: 0,
    };
    const { app } = await startService({ name: 'roles', module: HeadcountModule, config });
    const client = new ServiceClient(natsConnectionOptions(configOf('metrics'), 'metrics'));
    await client.connect();
    const call = { requestId: 'spec', companyId: '0198c0de-0000-7000-8000-000000000001', actor: null, locale: 'en' };
    expect(await client.ask(headcount, {}, call)).toEqual({ people: 45 });
    await client.close();
    await app.close();
  });

  it('notifications reaches open screens, which the gateway holds', async () => {
    const [notifications, gateway] = await Promise.all([as('notifications'), as('gateway')]);
    const heard = new Promise((resolve) => {
      gateway.subscribe('push.company.person', { callback: (error, message) => resolve(error ?? message.string()) });
    });
    await gateway.flush();
    notifications.publish('push.company.person', 'one unread');
    expect(await heard).toBe('one unread');
  });

  it.each([
    ['cycles', 'push.company.person', 'what notifications tells open screens'],
    ['notifications', 'metrics.computeRun', 'a service it has no business with'],
    ['roles', 'event.cycles.tasks_opened', 'an event of another service'],
    ['audit', '_INBOX_cycles.ABC.1', 'an answer to what it was not asked'],
    ['audit', '$JS.API.STREAM.DELETE.KAOHE_EVENTS', 'the end of the event stream'],
    ['audit', '$JS.API.STREAM.PURGE.KAOHE_EVENTS', 'the loss of all events'],
  ])('%s may not say %s (%s)', async (service, subject) => {
    const connection = await as(service);
    await expect(connection.request(subject, '', { timeout: 2_000 })).rejects.toThrow(/permission/i);
  });

  it('a service may not answer for another', async () => {
    expect(await refusal(await as('metrics'), 'roles.resolveSession')).toMatch(/permission/i);
  });

  it.each(['_INBOX_roles.>', '_INBOX_roles.*.*', '_INBOX.>', '*.>', '>'])(
    'a service may not listen on %s, where others are answered',
    async (subject) => {
      expect(await refusal(await as('cycles'), subject)).toMatch(/permission/i);
    },
  );

  it('every service has an inbox that no other may hear', async () => {
    const services = natsLogins().map(({ user }) => user);
    for (const listener of services) {
      const connection = await as(listener);
      const others = services.filter((service) => service !== listener);
      for (const other of others) {
        expect(await refusal(connection, `_INBOX_${other}.>`)).toMatch(/permission/i);
      }
    }
  });

  it('a service tells its own events and hears those of others from the stream', async () => {
    const [cycles, notifications] = await Promise.all([as('cycles'), as('notifications')]);
    const manager = await jetstreamManager(cycles);
    await manager.streams.add({ name: 'KAOHE_EVENTS', subjects: ['event.>'] });
    await jetstream(cycles).publish('event.cycles.tasks_opened', 'five tasks');

    await (await jetstreamManager(notifications)).consumers.add('KAOHE_EVENTS', {
      durable_name: 'mail',
      filter_subjects: ['event.cycles.tasks_opened', 'event.cycles.tasks_reminded'],
      deliver_policy: DeliverPolicy.All,
      ack_policy: 'explicit',
    });
    const consumer = await jetstream(notifications).consumers.get('KAOHE_EVENTS', 'mail');
    const message = await consumer.next({ expires: 5_000 });
    expect(message?.string()).toBe('five tasks');
    expect(await message?.ackAck()).toBe(true);
  });
});
