import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Call, ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { currentCall } from '../../../../libs/platform/telemetry/index.js';
import type { CycleReport, RenderCycleReport, RenderScoreSheet } from '../reports/report-model.js';
import type { Calendars } from './calendars.js';

/** Other services, by their contracts. */
export type Services = Pick<ServiceClient, 'ask'>;

/** The documents a cycle publishes. */
export interface Renderers {
  readonly xlsx: RenderCycleReport;
  readonly pdf: RenderCycleReport;
  readonly scoreSheet: RenderScoreSheet;
}
export type ReportFormat = 'xlsx' | 'pdf';
export type { CycleReport };

/** What the record's operations work with. */
export interface RecordPorts {
  readonly database: DataSource;
  readonly services: Services;
  readonly calendars: Calendars;
  readonly renderers: Renderers;
}

export const RECORD_PORTS = Symbol('RECORD_PORTS');

/** A call of the system's own (a deadline, a workflow's step), under the ids of the click or activity it belongs to. */
export const systemCall = (companyId: string, locale: Locale = 'en'): Call<never> => ({
  requestId: currentCall()?.requestId ?? randomUUID(),
  companyId,
  actor: null,
  locale,
});
