import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { openDatabase } from '../../../libs/platform/database/index.js';
import {
  EventBus,
  filesController,
  natsConnectionOptions,
  ServiceClient,
} from '../../../libs/platform/messaging/index.js';
import {
  databaseCheck,
  HEALTH_CHECKS,
  type HealthCheck,
  healthController,
} from '../../../libs/platform/service/index.js';
import { createLogger } from '../../../libs/platform/telemetry/index.js';
import { BatchesController } from './batches/batches.controller.js';
import { BatchesService } from './batches/batches.service.js';
import { QuarantineService } from './batches/quarantine.service.js';
import { CollectionsController } from './collections/collections.controller.js';
import { CollectionsService } from './collections/collections.service.js';
import type { MetricsConfig } from './config.js';
import { AllowList } from './connectors/allow-list.js';
import { Connectors } from './connectors/connectors.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import { CorrectionsService } from './corrections/corrections.service.js';
import { LateDataController } from './late/late-data.controller.js';
import { ORGANISATION } from './organisation/organisation.js';
import { RolesOrganisation } from './organisation/roles-organisation.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsService } from './runs/runs.service.js';
import { Fetchings } from './schedules/fetchings.js';
import { CyclesPlanning, PLANNING } from './schedules/planning.js';
import { ScheduledFetches } from './schedules/scheduled-fetches.js';
import { Scheduler } from './schedules/scheduler.js';
import { SourcesController } from './sources/sources.controller.js';
import { SourcesService } from './sources/sources.service.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfs } from './what-if/what-if.service.js';

@Module({})
export class MetricsModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  static with(config: MetricsConfig): DynamicModule {
    const logger = createLogger('metrics', config.KAOHE_LOG_LEVEL);
    return {
      module: MetricsModule,
      controllers: [
        SourcesController,
        BatchesController,
        CollectionsController,
        CorrectionsController,
        LateDataController,
        RunsController,
        WhatIfController,
        filesController('metrics'),
        healthController(),
      ],
      providers: [
        {
          provide: DataSource,
          useFactory: () => openDatabase(config.KAOHE_SERVICE_DATABASE_URL, { applicationName: 'kaohe-metrics' }),
        },
        {
          provide: EventBus,
          inject: [DataSource],
          useFactory: async (database: DataSource) => {
            const bus = await EventBus.open({
              nats: natsConnectionOptions(config, 'metrics-events'),
              database,
              schema: 'metrics',
              onError: (error) => logger.warn({ err: String(error) }, 'an event was not sent'),
            });
            bus.startRelay();
            return bus;
          },
        },
        {
          provide: ServiceClient,
          useFactory: async () => {
            const client = new ServiceClient(natsConnectionOptions(config, 'metrics-client'));
            await client.connect();
            return client;
          },
        },
        {
          provide: ORGANISATION,
          inject: [ServiceClient],
          useFactory: (client: ServiceClient) => new RolesOrganisation(client),
        },
        {
          provide: PLANNING,
          inject: [ServiceClient],
          useFactory: (client: ServiceClient) => new CyclesPlanning(client),
        },
        {
          provide: Connectors,
          useFactory: () => new Connectors(config.sourceEnvironment, new AllowList(config.KAOHE_CONNECTOR_ALLOW)),
        },
        Fetchings,
        ScheduledFetches,
        Scheduler,
        SourcesService,
        BatchesService,
        QuarantineService,
        CollectionsService,
        CorrectionsService,
        RunsService,
        WhatIfs,
        {
          provide: HEALTH_CHECKS,
          inject: [DataSource, EventBus],
          useFactory: (database: DataSource, events: EventBus): HealthCheck[] => [
            databaseCheck(database),
            {
              part: 'events',
              check: async () => {
                if (!events.connected) throw new Error('the connection to the event stream is closed');
              },
            },
          ],
        },
      ],
    };
  }

  /** After the last request was answered: the relay ends its round, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    await this.events.close();
    await this.client.close();
    await this.database.destroy();
  }
}
