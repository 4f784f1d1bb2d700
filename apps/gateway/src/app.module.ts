import { connect, type NatsConnection } from '@nats-io/transport-node';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { natsConnectionOptions, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { HEALTH_CHECKS, type HealthCheck } from '../../../libs/platform/service/index.js';
import type { GatewayConfig } from './config.js';
import { EventsController, PUSH_CONNECTION } from './events.controller.js';
import { HealthController, partCheck } from './health.controller.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';

@Module({})
export class GatewayModule implements OnApplicationShutdown {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(PUSH_CONNECTION) private readonly push: NatsConnection,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
    await this.push.close();
  }

  static with(config: GatewayConfig): DynamicModule {
    const nats = natsConnectionOptions(config, 'gateway');
    return {
      module: GatewayModule,
      controllers: [SessionController, EventsController, HealthController],
      providers: [
        Sessions,
        {
          provide: ServiceClient,
          useFactory: async () => {
            const client = new ServiceClient(nats);
            await client.connect();
            return client;
          },
        },
        { provide: PUSH_CONNECTION, useFactory: () => connect(nats) },
        {
          provide: HEALTH_CHECKS,
          inject: [PUSH_CONNECTION],
          useFactory: (connection: NatsConnection): HealthCheck[] => [
            { part: 'nats', check: () => connection.flush() },
            ...config.KAOHE_PARTS.map(([part, url]) => partCheck(part, url)),
          ],
        },
      ],
    };
  }
}
