import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ServiceConfig } from '../../../libs/platform/config/index.js';
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
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsService } from './accounts/accounts.service.js';
import { CompaniesController } from './companies/companies.controller.js';
import { CompaniesService } from './companies/companies.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { AssignmentsService } from './organisation/assignments.service.js';
import { DepartmentsService } from './organisation/departments.service.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { PeopleService } from './organisation/people.service.js';
import { PositionsService } from './organisation/positions.service.js';
import { PopulationController } from './population/population.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { StandardsController } from './standards/standards.controller.js';
import { StandardsService } from './standards/standards.service.js';
import { TargetsController } from './targets/targets.controller.js';
import { TargetsService } from './targets/targets.service.js';
import { SavedViewsController } from './views/saved-views.controller.js';
import { SavedViewsService } from './views/saved-views.service.js';

@Module({})
export class RolesModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  static with(config: ServiceConfig): DynamicModule {
    const logger = createLogger('roles', config.KAOHE_LOG_LEVEL);
    return {
      module: RolesModule,
      controllers: [
        OrganisationController,
        ImportsController,
        StandardsController,
        TargetsController,
        PopulationController,
        AccountsController,
        SessionsController,
        CompaniesController,
        SavedViewsController,
        filesController('roles'),
        healthController(),
      ],
      providers: [
        {
          provide: DataSource,
          useFactory: () => openDatabase(config.KAOHE_SERVICE_DATABASE_URL, { applicationName: 'kaohe-roles' }),
        },
        {
          provide: EventBus,
          inject: [DataSource],
          useFactory: async (database: DataSource) => {
            const bus = await EventBus.open({
              nats: natsConnectionOptions(config, 'roles-events'),
              database,
              schema: 'roles',
              onError: (error) => logger.warn({ err: String(error) }, 'an event was not sent'),
            });
            bus.startRelay();
            return bus;
          },
        },
        {
          provide: ServiceClient,
          useFactory: async () => {
            const client = new ServiceClient(natsConnectionOptions(config, 'roles-client'));
            await client.connect();
            return client;
          },
        },
        DepartmentsService,
        PositionsService,
        PeopleService,
        AssignmentsService,
        ImportsService,
        StandardsService,
        TargetsService,
        AccountsService,
        SessionsService,
        CompaniesService,
        SavedViewsService,
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
