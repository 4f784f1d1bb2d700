import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type Servers, startServers } from '../../deploy/local/servers/index.mjs';
import { natsLogins } from '../../deploy/local/topology.mjs';

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

  async function as(service: string): Promise<NatsConnection> {
    const login = servers.natsCredentials[service];
    if (!login) throw new Error(`there is no login for ${service}`);
    const connection = await connect({ servers: servers.natsUrl, user: login.user, pass: login.password });
    open.push(connection);
    return connection;
  }

  it('a service asks another and gets the answer', async () => {
    const [roles, cycles] = await Promise.all([as('roles'), as('cycles')]);
    roles.subscribe('roles.population', { callback: (_, message) => void message.respond('45 people') });
    await roles.flush();
    expect((await cycles.request('roles.population')).string()).toBe('45 people');
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
    ['audit', '$JS.API.STREAM.DELETE.KAOHE_EVENTS', 'the end of the event stream'],
    ['audit', '$JS.API.STREAM.PURGE.KAOHE_EVENTS', 'the loss of all events'],
  ])('%s may not say %s (%s)', async (service, subject) => {
    const connection = await as(service);
    await expect(connection.request(subject, '', { timeout: 2_000 })).rejects.toThrow(/permission/i);
  });

  it('a service may not answer for another', async () => {
    const connection = await as('metrics');
    const refused = new Promise((resolve) => {
      connection.subscribe('roles.resolveSession', { callback: (error) => resolve(error?.message) });
    });
    expect(await refused).toMatch(/permission/i);
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
