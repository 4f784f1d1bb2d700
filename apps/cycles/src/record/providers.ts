import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ServiceConfig } from '../../../../libs/platform/config/index.js';
import { openDatabase } from '../../../../libs/platform/database/index.js';
import { EventBus, natsConnectionOptions, ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { createLogger } from '../../../../libs/platform/telemetry/index.js';
import { CYCLE_RECORD } from '../conductor-port.js';
import { renderCyclePdf } from '../reports/cycle-report-pdf.js';
import { renderCycleWorkbook } from '../reports/cycle-report-xlsx.js';
import { renderScoreSheetPdf } from '../reports/score-sheet-pdf.js';
import { Calendars } from './calendars.js';
import { recordOf } from './cycle-record.js';
import { RECORD_PORTS, type RecordPorts } from './ports.js';

/** The record and what it works with, for the API and the worker alike. `process` names its connections. */
export const recordProviders = (config: ServiceConfig, process: string): Provider[] => [
  {
    provide: DataSource,
    useFactory: () => openDatabase(config.KAOHE_SERVICE_DATABASE_URL, { applicationName: `kaohe-${process}` }),
  },
  {
    provide: ServiceClient,
    useFactory: async () => {
      const client = new ServiceClient(natsConnectionOptions(config, `${process}-client`));
      await client.connect();
      return client;
    },
  },
  {
    provide: EventBus,
    inject: [DataSource],
    useFactory: (database: DataSource) => {
      const logger = createLogger(process, config.KAOHE_LOG_LEVEL);
      return EventBus.open({
        nats: natsConnectionOptions(config, `${process}-events`),
        database,
        schema: 'cycles',
        onError: (error) => logger.warn({ err: String(error) }, 'an event was not sent or not taken'),
      });
    },
  },
  {
    provide: RECORD_PORTS,
    inject: [DataSource, ServiceClient],
    useFactory: (database: DataSource, services: ServiceClient): RecordPorts => ({
      database,
      services,
      calendars: new Calendars(database),
      renderers: { xlsx: renderCycleWorkbook, pdf: renderCyclePdf, scoreSheet: renderScoreSheetPdf },
    }),
  },
  {
    provide: CYCLE_RECORD,
    inject: [RECORD_PORTS],
    useFactory: recordOf,
  },
];
