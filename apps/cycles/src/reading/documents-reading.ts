import { Inject, Injectable } from '@nestjs/common';
import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { FileReference, InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import { canSeeReport } from '../../../../libs/domain/access/can-see-report.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall, localeOf, scopeOf } from '../caller.js';
import { readCycle } from '../record/cycle-row.js';
import { RECORD_PORTS, type RecordPorts, type ReportFormat } from '../record/ports.js';
import { findStanding, type StandingRow } from './appraisal-rows.js';
import { findReportFile, findSheetFile, keepSheetFile } from './kept-files.js';
import { recordReading } from './record-reading.js';
import { readVersionedSheet } from './score-sheet.js';

type Http = typeof cyclesHttp;

interface KeptReport {
  readonly reportId: string;
  readonly cycleId: string;
  readonly format: ReportFormat;
  readonly locale: Locale;
  readonly name: string;
  readonly size: number;
  readonly createdAt: Date;
}

@Injectable()
export class DocumentsReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  /** Rendered for the version it shows, in the reader's language; the next reader of that version finds the file. */
  async scoreSheet({ params }: InputOf<Http['scoreSheet']>, call: CyclesCall): Promise<FileReference> {
    const actor = actorOf(call);
    const { appraisalId } = params;
    const address = { companyId: call.companyId, appraisalId, locale: localeOf(call) };
    const kept = await this.read(call, async (transaction) => {
      const row = await findStanding(transaction, call.companyId, appraisalId);
      if (!row || !canSeeScores(actor, row)) throw notFound('appraisal', appraisalId);
      if (row.runNo === null) throw notFound('score_sheet', appraisalId);
      await recordSheetRead(transaction, call, row);
      return findSheetFile(transaction, { ...address, version: row.version });
    });
    return kept ?? this.renderSheet(call, address);
  }

  async listReports({ params }: InputOf<Http['listReports']>, call: CyclesCall): Promise<ReplyOf<Http['listReports']>> {
    const { cycleId } = params;
    if (!canSeeReport(actorOf(call))) throw notFound('cycle', cycleId);
    const items = await this.read(call, async (transaction) => {
      await readCycle(transaction, { companyId: call.companyId, cycleId });
      return transaction.query<KeptReport>(
        `select report_id as "reportId", cycle_id as "cycleId", format, locale, name, size::int, created_at as "createdAt"
         from cycles.report where company_id = $1 and cycle_id = $2 order by created_at, report_id`,
        [call.companyId, cycleId],
      );
    });
    return { items: items.map((report) => ({ ...report, createdAt: report.createdAt.toISOString() })) };
  }

  async cycleReport({ params }: InputOf<Http['cycleReport']>, call: CyclesCall): Promise<FileReference> {
    const { cycleId, format } = params;
    if (!canSeeReport(actorOf(call))) throw notFound('cycle', cycleId);
    const address = { companyId: call.companyId, cycleId, format, locale: localeOf(call) };
    return this.read(call, async (transaction) => {
      await readCycle(transaction, address);
      const kept = await findReportFile(transaction, address);
      if (!kept) throw notFound('cycle_report', cycleId);
      await recordReading(transaction, call, {
        action: 'cycle.report_read',
        subjectType: 'cycle',
        subjectId: cycleId,
        after: { format, locale: address.locale },
      });
      return kept;
    });
  }

  private async renderSheet(
    call: CyclesCall,
    address: { companyId: string; appraisalId: string; locale: Locale },
  ): Promise<FileReference> {
    const { version, sheet } = await readVersionedSheet(this.ports, address);
    const content = await this.ports.renderers.scoreSheet(sheet, address.locale);
    return this.read(call, (transaction) => keepSheetFile(transaction, { ...address, version }, sheet, content));
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }
}

async function recordSheetRead(
  transaction: Transaction,
  call: CyclesCall,
  { appraisalId, personId }: StandingRow,
): Promise<void> {
  if (actorOf(call).personId === personId) return;
  await recordReading(transaction, call, {
    action: 'appraisal.score_sheet_read',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: personId,
  });
}
