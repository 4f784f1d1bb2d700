import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, type INestApplication, Module } from '@nestjs/common';
import { z } from 'zod';
import { freshBus } from '../../../test/support/servers.js';
import { startService } from '../service/index.js';
import { natsConnectionOptions, Serves, ServiceClient } from './index.js';

const slow = {
  subject: 'spec.slow',
  request: z.strictObject({ ms: z.int() }),
  reply: z.strictObject({ done: z.boolean() }),
  timeoutMs: 5_000,
};

@Controller()
class SlowController {
  @Serves(slow)
  async slow({ ms }: z.output<typeof slow.request>): Promise<{ done: boolean }> {
    await sleep(ms);
    return { done: true };
  }
}
@Module({ controllers: [SlowController] })
class SlowModule {}

let app: INestApplication;
let client: ServiceClient;
const call = { requestId: 'spec', companyId: '0198c0de-0000-7000-8000-000000000001', actor: null, locale: 'en' };

beforeEach(async () => {
  const bus = await freshBus();
  const config = {
    ...bus,
    KAOHE_SERVICE_DATABASE_URL: 'postgres://none',
    KAOHE_LOG_LEVEL: 'fatal' as const,
    KAOHE_HEALTH_PORT: 0,
  };
  ({ app } = await startService({ name: 'spec', module: SlowModule, config }));
  client = new ServiceClient(natsConnectionOptions(config, 'asker'));
  await client.connect();
});
afterEach(() => client.close());

test('a service told to stop still answers the request under way', async () => {
  const answer = client.ask(slow, { ms: 400 }, call);
  await sleep(50);
  await app.close();
  expect(await answer).toEqual({ done: true });
});

test('a service with nothing under way stops at once', async () => {
  await client.ask(slow, { ms: 0 }, call);
  const from = Date.now();
  await app.close();
  expect(Date.now() - from).toBeLessThan(2_000);
});
