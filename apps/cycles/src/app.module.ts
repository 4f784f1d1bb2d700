import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventBus, filesController, ServiceClient } from '../../../libs/platform/messaging/index.js';
import {
  databaseCheck,
  HEALTH_CHECKS,
  type HealthCheck,
  healthController,
} from '../../../libs/platform/service/index.js';
import { signerOf } from '../../../libs/platform/signing/index.js';
import { TemporalClient } from '../../../libs/platform/temporal/index.js';
import { DecisionBatchRunner } from './batches/batch-runner.js';
import { DecisionBatches } from './batches/decision-batches.service.js';
import { CalendarService } from './calendar/calendar.service.js';
import { CalibrationController } from './calibration/calibration.controller.js';
import { CalibrationService } from './calibration/calibration.service.js';
import { CalibrationReading } from './calibration/calibration-reading.js';
import { CalibrationRulesService } from './calibration/calibration-rules.service.js';
import { ClosingController } from './closing/closing.controller.js';
import { ClosingService, PAYROLL_SIGNER } from './closing/closing.service.js';

import { CommentsController } from './comments/comments.controller.js';
import { Comments } from './comments/comments.service.js';

import { conductorProviders } from './conductor/providers.js';
import type { CyclesConfig } from './config.js';
import { CopiesController } from './copies/copies.controller.js';
import { Copies } from './copies/copies.service.js';
import { CyclesController } from './cycles.controller.js';
import { DecisionsService } from './decide/decisions.service.js';
import { HandoversController } from './handovers/handovers.controller.js';
import { Handovers } from './handovers/handovers.service.js';
import { LateDataController } from './late-data/late-data.controller.js';
import { LateDataService } from './late-data/late-data.service.js';
import { LaunchService } from './launch/launch.service.js';
import { LaunchPlansService } from './launch/launch-plans.service.js';
import { PlanningController } from './planning/planning.controller.js';
import { PlanningService } from './planning/planning.service.js';
import { readingProviders } from './reading/providers.js';
import { ReadingController } from './reading/reading.controller.js';
import { recordProviders } from './record/providers.js';
import { RoutesService } from './routes/routes.service.js';
import { StatisticsService } from './statistics/statistics.service.js';
import { SteeringService } from './steer/steering.service.js';
import { SubstitutionsController } from './substitutions/substitutions.controller.js';
import { Substitutions } from './substitutions/substitutions.service.js';
import { UrgeService } from './urge/urge.service.js';
import { WithdrawalsController } from './withdrawals/withdrawals.controller.js';
import { Withdrawals } from './withdrawals/withdrawals.service.js';

@Module({})
export class CyclesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(EventBus) private readonly events: EventBus,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(TemporalClient) private readonly temporal: TemporalClient,
    @Inject(DecisionBatchRunner) private readonly batches: DecisionBatchRunner,
  ) {}

  static with(config: CyclesConfig): DynamicModule {
    return {
      module: CyclesModule,
      controllers: [
        CyclesController,
        CalibrationController,
        CopiesController,
        LateDataController,
        HandoversController,
        SubstitutionsController,
        CommentsController,
        WithdrawalsController,
        ClosingController,
        ReadingController,
        PlanningController,
        filesController('cycles'),
        healthController(),
      ],
      providers: [
        ...recordProviders(config, 'cycles'),
        ...conductorProviders(config),
        LaunchService,
        LaunchPlansService,
        RoutesService,
        UrgeService,
        DecisionsService,
        DecisionBatchRunner,
        DecisionBatches,
        CalibrationReading,
        CalibrationRulesService,
        CalibrationService,
        Copies,
        LateDataService,
        Handovers,
        Substitutions,
        Comments,
        Withdrawals,
        SteeringService,
        StatisticsService,
        CalendarService,
        ClosingService,
        { provide: PAYROLL_SIGNER, useFactory: () => signerOf(config.KAOHE_PAYROLL_KEY) },
        PlanningService,
        ...readingProviders,
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

  onApplicationBootstrap(): void {
    this.events.startRelay();
    this.batches.start();
  }

  /** After the last request was answered: the batches end their chunk, the relay its round, then the connections go. */
  async onApplicationShutdown(): Promise<void> {
    await this.batches.stop();
    await this.events.close();
    await this.client.close();
    await this.temporal.close();
    await this.database.destroy();
  }
}
