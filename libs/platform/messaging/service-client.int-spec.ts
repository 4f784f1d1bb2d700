import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, type INestApplication, Module } from '@nestjs/common';
import { z } from 'zod';
import { freshBus } from '../../../test/support/servers.js';
import { Problem } from '../http/index.js';
import { startService } from '../service/index.js';
import { natsConnectionOptions, Serves, ServiceClient } from './index.js';

const slow = {
  subject: 'spec.slow',
  request: z.strictObject({ ms: z.int() }),
  reply: z.strictObject({}),
  timeoutMs: 60_000,
};

@Controller()
class SlowController {
  @Serves(slow)
  async slow({ ms }: z.output<typeof slow.request>): Promise<Record<string, never>> {
    await sleep(ms);
    return {};
  }
}
@Module({ controllers: [SlowController] })
class SlowModule {}

const call = { requestId: 'spec', companyId: '0198c0de-0000-7000-8000-000000000001', actor: null, locale: 'en' };
let app: INestApplication;
let client: ServiceClient;
let cable: Cable;

/** A wire to the bus that a test can cut. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(busUrl: string) {
    const bus = new URL(busUrl);
    this.server = createServer((near) => {
      const far = connect(Number(bus.port), bus.hostname);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
      }
    });
  }

  async open(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return this.port;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

beforeEach(async () => {
  const bus = await freshBus();
  const config = {
    ...bus,
    KAOHE_SERVICE_DATABASE_URL: 'postgres://none',
    KAOHE_LOG_LEVEL: 'fatal' as const,
    KAOHE_HEALTH_PORT: 0,
  };
  ({ app } = await startService({ name: 'spec', module: SlowModule, config }));
  cable = new Cable(bus.NATS_URL);
  const port = await cable.open();
  client = new ServiceClient(natsConnectionOptions({ ...config, NATS_URL: `nats://127.0.0.1:${port}` }, 'asker'));
  await client.connect();
});
afterEach(async () => {
  await client.close();
  await cable.cut();
  await app.close();
}, 20_000);

test('a request under way when the bus goes fails at once, one made while it is away too, and later ones are answered', async () => {
  expect(await client.ask(slow, { ms: 0 }, call)).toEqual({});
  const underWay = client.ask(slow, { ms: 3_000 }, call).catch((error: unknown) => error);
  await sleep(100);
  const began = Date.now();
  const port = cable.port;
  await cable.cut();
  expect(await underWay).toMatchObject({ status: 503, code: 'service.unavailable' });
  const meanwhile = await client.ask(slow, { ms: 0 }, call).catch((error: unknown) => error);
  expect(meanwhile).toBeInstanceOf(Problem);
  // Sooner than it would have been answered.
  expect(Date.now() - began).toBeLessThan(2_500);
  await cable.open(port);
  for (let tries = 0; ; tries += 1) {
    const answer = await client.ask(slow, { ms: 0 }, call).catch((error: unknown) => error);
    if (!(answer instanceof Problem)) break;
    if (tries > 50) throw answer;
    await sleep(200);
  }
}, 30_000);
