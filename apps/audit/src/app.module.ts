import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { openDatabase } from '../../../libs/platform/database/index.js';
import { filesController } from '../../../libs/platform/messaging/index.js';
import {
  databaseCheck,
  HEALTH_CHECKS,
  type HealthCheck,
  healthController,
} from '../../../libs/platform/service/index.js';
import { Anchoring } from './anchors/anchoring.js';
import { AuditController } from './audit.controller.js';
import { AUDIT_CONFIG, type AuditConfig } from './config.js';
import { EntriesService } from './entries/entries.service.js';
import { ErasureService } from './erasure/erasure.service.js';
import { ExportService } from './export/export.service.js';
import { Sealer } from './sealing/sealer.js';
import { SegmentService } from './segment/segment.service.js';
import { VerificationService } from './verification/verification.service.js';

@Module({})
export class AuditModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    private readonly sealer: Sealer,
    private readonly verification: VerificationService,
  ) {}

  static with(config: AuditConfig): DynamicModule {
    return {
      module: AuditModule,
      controllers: [AuditController, filesController('audit'), healthController()],
      providers: [
        { provide: AUDIT_CONFIG, useValue: config },
        {
          provide: DataSource,
          useFactory: () => openDatabase(config.KAOHE_SERVICE_DATABASE_URL, { applicationName: 'kaohe-audit' }),
        },
        Sealer,
        Anchoring,
        EntriesService,
        VerificationService,
        ExportService,
        ErasureService,
        SegmentService,
        {
          provide: HEALTH_CHECKS,
          inject: [DataSource, Sealer],
          useFactory: (database: DataSource, sealer: Sealer): HealthCheck[] => [
            databaseCheck(database),
            { part: 'sealer', check: () => sealer.check() },
          ],
        },
      ],
    };
  }

  /** Last of all: whoever still writes is waited for before the connections go. */
  async onApplicationShutdown(): Promise<void> {
    await this.sealer.onApplicationShutdown();
    await this.verification.onApplicationShutdown();
    await this.database.destroy();
  }
}
