import { Inject, Injectable } from '@nestjs/common';
import type { AppraisalSheet, cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { lineEvidence } from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canSeeAppraisal } from '../../../../libs/domain/access/can-see-appraisal.js';
import { canSeeLineEvidence } from '../../../../libs/domain/access/can-see-line-evidence.js';
import { canTraceAppraisal } from '../../../../libs/domain/access/can-trace-appraisal.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { markRead } from '../copies/copy-rows.js';
import { keyOf, pageOf, textKey, uuidKey } from '../page-cursor.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { appraisalRowOf, type StandingRow } from './appraisal-rows.js';
import { appraisalSheetOf, peopleOn } from './appraisal-sheet.js';
import { readAppraisalTrace } from './appraisal-trace.js';
import { readOwnAppraisals, readStandingPage } from './list-appraisals.js';
import { namesFor } from './people-names.js';
import { reachOrHide } from './reach.js';
import { recordReading } from './record-reading.js';
import { findSheet } from './sheet-rows.js';

type Http = typeof cyclesHttp;
type Page = ReplyOf<Http['listAppraisals']>;

@Injectable()
export class AppraisalsReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  async list({ params, query }: InputOf<Http['listAppraisals']>, call: CyclesCall): Promise<Page> {
    const { cycleId } = params;
    const rows = await this.read(call, async (transaction) => {
      const reach = await reachOrHide(transaction, call, cycleId);
      const [afterCode = null, afterId = null] = keyOf(query.cursor, textKey) ?? [];
      return readStandingPage(transaction, call.companyId, cycleId, reach, {
        stage: query.stage ?? null,
        managerId: query.managerId ?? null,
        afterCode,
        afterId,
        limit: query.limit + 1,
      });
    });
    return this.pageFor(call, rows, query.limit, ({ employeeCode, appraisalId }) => `${employeeCode}/${appraisalId}`);
  }

  async mine({ query }: InputOf<Http['listMyResults']>, call: CyclesCall): Promise<Page> {
    const { personId } = actorOf(call);
    const [afterCycleId = null] = keyOf(query.cursor, uuidKey) ?? [];
    const rows = await this.read(call, (transaction) =>
      readOwnAppraisals(transaction, call.companyId, personId, { afterCycleId, limit: query.limit + 1 }),
    );
    return this.pageFor(call, rows, query.limit, ({ cycleId }) => cycleId);
  }

  async sheet({ params }: InputOf<Http['getAppraisal']>, call: CyclesCall): Promise<AppraisalSheet> {
    const actor = actorOf(call);
    const { appraisalId } = params;
    const row = await this.read(call, async (transaction) => {
      const row = await findSheet(transaction, call.companyId, appraisalId);
      if (!row || !canSeeAppraisal(actor, row)) throw notFound('appraisal', appraisalId);
      await recordUnlessOwn(transaction, call, row, 'appraisal.read');
      await markRead(transaction, call.companyId, appraisalId, actor.personId);
      return row;
    });
    return appraisalSheetOf(row, actor, await namesFor(this.ports, call, peopleOn(row)));
  }

  async evidence(
    { params, query }: InputOf<Http['lineEvidence']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['lineEvidence']>> {
    const actor = actorOf(call);
    const { appraisalId, segmentNo, kpiId } = params;
    const { personId, runId } = await this.read(call, async (transaction) => {
      const row = await findSheet(transaction, call.companyId, appraisalId);
      if (!row || !canSeeLineEvidence(actor, row)) throw notFound('appraisal', appraisalId);
      const runId = row.result?.runId;
      if (runId === undefined || !row.lines.some((line) => line.segmentNo === segmentNo && line.kpiId === kpiId))
        throw notFound('score_line', `${appraisalId}/${segmentNo}/${kpiId}`);
      if (query.cursor === undefined)
        await recordUnlessOwn(transaction, call, row, 'appraisal.evidence_read', { segmentNo, kpiId });
      return { personId: row.personId, runId };
    });
    return this.ports.services.ask(lineEvidence, { runId, personId, segmentNo, kpiId, ...query }, call);
  }

  async trace(
    { params, query }: InputOf<Http['appraisalTrace']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['appraisalTrace']>> {
    const actor = actorOf(call);
    const { appraisalId } = params;
    await this.read(call, async (transaction) => {
      const row = await findSheet(transaction, call.companyId, appraisalId);
      if (!row || !canTraceAppraisal(actor, row)) throw notFound('appraisal', appraisalId);
      if (query.cursor === undefined) await recordUnlessOwn(transaction, call, row, 'appraisal.trace_read');
    });
    return readAppraisalTrace(this.ports, call, appraisalId, query);
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }

  private async pageFor(
    call: CyclesCall,
    rows: readonly StandingRow[],
    limit: number,
    key: (row: StandingRow) => string,
  ): Promise<Page> {
    const actor = actorOf(call);
    const nameOf = await namesFor(
      this.ports,
      call,
      rows.map(({ managerId }) => managerId),
    );
    return pageOf(rows, limit, key, (row) => appraisalRowOf(row, actor, nameOf));
  }
}

async function recordUnlessOwn(
  transaction: Transaction,
  call: CyclesCall,
  { appraisalId, personId }: StandingRow,
  action: string,
  after?: unknown,
): Promise<void> {
  if (actorOf(call).personId === personId) return;
  await recordReading(transaction, call, {
    action,
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: personId,
    after,
  });
}
