import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canAnswerForSource } from '../../../../libs/domain/access/can-answer-for-source.js';
import { canLoadSource } from '../../../../libs/domain/access/can-load-source.js';
import { canSeeSourceRows } from '../../../../libs/domain/access/can-see-source-rows.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { audit } from '../audit.js';
import { actorOf, type MetricsCall, scopeOf } from '../caller.js';
import { readCollection } from '../collections/collection-rows.js';
import { answerIdempotent } from '../idempotent.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { keyOf, pageOf, uuidKey } from '../page-cursor.js';
import { lockSource } from '../sources/source-rows.js';
import {
  putCorrection,
  type QuarantinedRow,
  readQuarantined,
  readQuarantinedRow,
  setAside,
} from './quarantine-rows.js';
import { reconcileBatch } from './reconcile.js';
import { reevaluate, refuseWhenFrozen, type Surroundings, surroundingsOf } from './reevaluate.js';
import { Staging } from './staging.js';

type Http = typeof metricsHttp;
type Resolution = InputOf<Http['resolveQuarantinedRow']>['body'];

@Injectable()
export class QuarantineService {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
  ) {}

  async list(
    input: InputOf<Http['listQuarantinedRows']>,
    call: MetricsCall,
  ): Promise<ReplyOf<Http['listQuarantinedRows']>> {
    const actor = actorOf(call);
    const { sourceId, cursor, limit, ...filter } = input.query;
    const mine = actor.sourceIds.filter((one) => canSeeSourceRows(actor, one));
    const everything = actor.grants.some((grant) => grant === 'hr' || grant === 'auditor');
    const asked = sourceId === undefined ? null : [sourceId];
    const sourceIds = everything ? asked : (asked ?? mine).filter((one) => mine.includes(one));
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const page = { ...filter, sourceIds, after: keyOf(cursor, uuidKey), limit: limit + 1 };
      const rows = await readQuarantined(transaction, call.companyId, page);
      return pageOf(
        rows,
        limit,
        ({ quarantinedRowId }) => quarantinedRowId,
        (row) => row,
      );
    });
  }

  async resolve(input: InputOf<Http['resolveQuarantinedRow']>, call: MetricsCall): Promise<QuarantinedRow> {
    const { quarantinedRowId } = input.params;
    const row = await inTransaction(this.database, scopeOf(call), (transaction) =>
      readQuarantinedRow(transaction, call.companyId, quarantinedRowId),
    );
    refuseUnlessAnswers(call, row);
    const surroundings = await surroundingsOf(this.organisation, call);
    return Staging.use(this.database, scopeOf(call), (staging) =>
      staging.transaction((transaction) =>
        answerIdempotent(transaction, call, 'metrics.resolveQuarantinedRow', input, async () => {
          await resolveRow(transaction, call, row, input.body, surroundings);
          return readQuarantinedRow(transaction, call.companyId, quarantinedRowId);
        }),
      ),
    );
  }

  async reevaluate(
    input: InputOf<Http['reevaluateQuarantine']>,
    call: MetricsCall,
  ): Promise<ReplyOf<Http['reevaluateQuarantine']>> {
    const { sourceId } = input.params;
    const { cycleId } = input.body;
    if (!canLoadSource(actorOf(call), sourceId)) throw notFound('source', sourceId);
    const surroundings = await surroundingsOf(this.organisation, call);
    return Staging.use(this.database, scopeOf(call), (staging) =>
      staging.transaction(async (transaction) => {
        const result = await reevaluate(transaction, call, { sourceId, cycleId }, surroundings);
        await audit(transaction, call, {
          action: 'source.reevaluated',
          subjectType: 'source',
          subjectId: sourceId,
          after: { cycleId, ...result },
        });
        return result;
      }),
    );
  }
}

function refuseUnlessAnswers(call: MetricsCall, { sourceId, quarantinedRowId }: QuarantinedRow): void {
  const actor = actorOf(call);
  if (canAnswerForSource(actor, sourceId)) return;
  if (!canSeeSourceRows(actor, sourceId)) throw notFound('quarantined_row', quarantinedRowId);
  throw new Problem(403, 'quarantine.not_allowed', `Only the data owners of ${sourceId} resolve its held rows.`, {
    sourceId,
  });
}

async function resolveRow(
  transaction: Transaction,
  call: MetricsCall,
  { quarantinedRowId, sourceId, cycleId, batchId }: QuarantinedRow,
  resolution: Resolution,
  surroundings: Surroundings,
): Promise<void> {
  const { companyId } = call;
  await lockSource(transaction, companyId, sourceId);
  const row = await readQuarantinedRow(transaction, companyId, quarantinedRowId);
  if (row.state !== 'open') {
    throw new Problem(409, 'quarantine.resolved', `The held row was resolved already (${row.state}).`, {
      state: row.state,
    });
  }
  if (cycleId === null) throw new Error(`the held row ${quarantinedRowId} belongs to no cycle`);
  refuseWhenFrozen((await readCollection(transaction, companyId, cycleId)).frozenAt);
  const { accountId } = actorOf(call);
  const { reason } = resolution;
  if (resolution.action === 'ignore') {
    await setAside(transaction, companyId, quarantinedRowId, { accountId, reason });
    await reconcileBatch(transaction, companyId, batchId);
  } else {
    await putCorrection(transaction, companyId, quarantinedRowId, { values: resolution.values, reason });
    const { accepted } = await reevaluate(transaction, call, { sourceId, cycleId, quarantinedRowId }, surroundings);
    if (accepted === 0) throw await stillHeld(transaction, companyId, quarantinedRowId);
  }
  await audit(transaction, call, {
    action: resolution.action === 'ignore' ? 'quarantined_row.ignored' : 'quarantined_row.corrected',
    subjectType: 'quarantined_row',
    subjectId: quarantinedRowId,
    before: { sourceRow: row.sourceRow, heldBecause: row.reason },
    after: { cycleId, sourceId, ...(resolution.action === 'correct' ? { values: resolution.values } : {}) },
    reason,
  });
}

async function stillHeld(transaction: Transaction, companyId: string, quarantinedRowId: string): Promise<Problem> {
  const { reason, detail } = await readQuarantinedRow(transaction, companyId, quarantinedRowId);
  return new Problem(
    422,
    'quarantine.still_held',
    `The corrected row does not fit either (${reason}: ${JSON.stringify(detail)}); nothing was changed.`,
    { reason },
  );
}
