import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { cyclesTaskQueue } from '../../../libs/contracts/cycles/workflow.js';
import { EventBus, ServiceClient } from '../../../libs/platform/messaging/index.js';
import { OutboxRelay } from '../../../libs/platform/outbox/index.js';
import {
  databaseCheck,
  HEALTH_CHECKS,
  type HealthCheck,
  healthController,
} from '../../../libs/platform/service/index.js';
import { createLogger } from '../../../libs/platform/telemetry/index.js';
import { bundled, installRuntime, TemporalClient, WorkerProcess } from '../../../libs/platform/temporal/index.js';
import { CalendarActivities } from './activities/calendar-activities.js';
import { CommandActivities } from './activities/command-activities.js';
import { activitiesOf } from './activities/index.js';
import { RecordActivities } from './activities/record-activities.js';
import { workflowBundle } from './conductor/bundle-files.js';
import { CalendarSchedules } from './conductor/calendar-schedules.js';
import { hearMetrics } from './conductor/metrics-news.js';
import { conductorProviders } from './conductor/providers.js';
import { ConductorRelay } from './conductor/relay.js';
import { TemporalConductor } from './conductor/temporal-conductor.js';
import { CYCLE_RECORD } from './conductor-port.js';
import type { CyclesWorkerConfig } from './config.js';
import { CalendarLauncher } from './launch/calendar-launcher.js';
import { LaunchService } from './launch/launch.service.js';
import { OrganisationFollower } from './organisation/organisation-follower.js';
import { RECORD_PORTS, type RecordPorts } from './record/ports.js';
import { recordProviders } from './record/providers.js';
import type { CycleRecord } from './record/set-operations.js';

/** The process that runs the workflows and their activities, and carries the record's news to them. */
@Module({})
export class WorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ServiceClient) private readonly services: ServiceClient,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(TemporalClient) private readonly temporal: TemporalClient,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(WorkerProcess) private readonly worker: WorkerProcess,
    @Inject(CalendarSchedules) private readonly schedules: CalendarSchedules,
    @Inject(OrganisationFollower) private readonly organisation: OrganisationFollower,
  ) {}

  static with(config: CyclesWorkerConfig): DynamicModule {
    const logger = createLogger('cycles-worker', config.KAOHE_LOG_LEVEL);
    return {
      module: WorkerModule,
      controllers: [healthController()],
      providers: [
        ...recordProviders(config, 'cycles-worker'),
        ...conductorProviders(config),
        RecordActivities,
        CommandActivities,
        LaunchService,
        CalendarLauncher,
        CalendarActivities,
        ...runningParts(config, logger),
        {
          provide: HEALTH_CHECKS,
          inject: [DataSource, EventBus, TemporalClient, WorkerProcess],
          useFactory: healthChecks,
        },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    // Beside the service's own relay: reminders go out also while the service is away.
    this.events.startRelay();
    await hearMetrics(this.events, () => this.relay.wake());
    await this.organisation.start();
    this.schedules.start();
  }

  /** Nothing new is carried to the workflows, what activities do is done, then the connections they used go. */
  async onApplicationShutdown(): Promise<void> {
    await this.schedules.stop();
    await this.organisation.stop();
    await this.relay.stop();
    await this.worker.stop();
    await this.events.close();
    await this.temporal.close();
    await this.services.close();
    await this.database.destroy();
  }
}

const runningParts = (config: CyclesWorkerConfig, logger: Logger) => [
  {
    provide: OutboxRelay,
    inject: [TemporalConductor, CYCLE_RECORD, DataSource],
    useFactory: (conductor: TemporalConductor, record: CycleRecord, database: DataSource) =>
      new ConductorRelay(conductor, record).drain(database, (error) =>
        logger.warn({ err: String(error) }, 'news did not reach a workflow'),
      ),
  },
  {
    provide: OrganisationFollower,
    inject: [RECORD_PORTS, EventBus],
    useFactory: (ports: RecordPorts, events: EventBus) => new OrganisationFollower(ports, events),
  },
  {
    provide: CalendarSchedules,
    inject: [TemporalClient, ServiceClient],
    useFactory: (temporal: TemporalClient, services: ServiceClient) =>
      new CalendarSchedules(temporal, services, (error) =>
        logger.warn({ err: String(error) }, 'the calendar has no schedule yet'),
      ),
  },
  {
    provide: WorkerProcess,
    inject: [RecordActivities, CommandActivities, CalendarActivities],
    useFactory: (record: RecordActivities, commands: CommandActivities, calendar: CalendarActivities) => {
      installRuntime(logger);
      const activities = { ...activitiesOf(record, commands, calendar) };
      return new WorkerProcess(
        config,
        { taskQueue: cyclesTaskQueue, workflowBundle: bundled(workflowBundle), activities },
        logger,
      );
    },
  },
];

const healthChecks = (
  database: DataSource,
  events: EventBus,
  temporal: TemporalClient,
  worker: WorkerProcess,
): HealthCheck[] => [
  databaseCheck(database),
  {
    part: 'events',
    check: async () => {
      if (!events.connected) throw new Error('the connection to the event stream is closed');
    },
  },
  { part: 'temporal', check: () => temporal.check() },
  { part: 'worker', check: () => worker.check() },
];
