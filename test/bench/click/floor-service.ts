import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { InputOf } from '../../../libs/contracts/route.js';
import { loadConfig, serviceConfig } from '../../../libs/platform/config/index.js';
import { openDatabase, runStatement } from '../../../libs/platform/database/index.js';
import { Serves } from '../../../libs/platform/messaging/index.js';
import { HEALTH_CHECKS, healthController, runMain, startService } from '../../../libs/platform/service/index.js';
import { floorHttp } from './contract.js';

const config = loadConfig(serviceConfig);

@Controller()
class FloorController {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  @Serves(floorHttp.updateRow)
  updateRow({ params }: InputOf<typeof floorHttp.updateRow>) {
    return this.one(
      'update bench.row set version = version + 1 where row_id = $1 returning row_id, version',
      params.rowId,
    );
  }

  @Serves(floorHttp.getRow)
  getRow({ params }: InputOf<typeof floorHttp.getRow>) {
    return this.one('select row_id, version from bench.row where row_id = $1', params.rowId);
  }

  private async one(sql: string, rowId: number): Promise<{ rowId: number; version: number }> {
    const [row] = await runStatement<{ row_id: number; version: number }>(this.database, sql, [rowId]);
    if (!row) throw new Error(`there is no row ${rowId}`);
    return { rowId: row.row_id, version: row.version };
  }
}

@Module({
  controllers: [FloorController, healthController()],
  providers: [
    {
      provide: DataSource,
      useFactory: () => openDatabase(config.KAOHE_SERVICE_DATABASE_URL, { applicationName: 'bench-floor' }),
    },
    { provide: HEALTH_CHECKS, useValue: [] },
  ],
})
class FloorModule {}

runMain('bench', () => startService({ name: 'bench', module: FloorModule, config }));
