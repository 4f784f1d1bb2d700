import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canAnswerForSource } from '../../../../libs/domain/access/can-answer-for-source.js';
import { canSeeSourceRows } from '../../../../libs/domain/access/can-see-source-rows.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import type { Batch } from '../batches/batch-rows.js';
import { surroundingsOf } from '../batches/reevaluate.js';
import { Staging } from '../batches/staging.js';
import { actorOf, type MetricsCall, scopeOf } from '../caller.js';
import { readCollection } from '../collections/collection-rows.js';
import { answerIdempotent } from '../idempotent.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { keyOf, pageOf } from '../page-cursor.js';
import { correctRow } from './correct-row.js';
import { readLoadedRows } from './loaded-rows.js';

type Http = typeof metricsHttp;

const rowKey = /^\d{4}-\d{2}-\d{2}\/[a-z][a-z0-9_]{1,63}\/.*$/s;

/** Rows that count, and what their data owners put right of them. */
@Injectable()
export class CorrectionsService {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
  ) {}

  async list(input: InputOf<Http['listLoadedRows']>, call: MetricsCall): Promise<ReplyOf<Http['listLoadedRows']>> {
    const { sourceId } = input.params;
    if (!canSeeSourceRows(actorOf(call), sourceId)) throw notFound('source', sourceId);
    const { cycleId, search = null, cursor, limit } = input.query;
    const after = afterOf(keyOf(cursor, rowKey));
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const { from, to } = await readCollection(transaction, call.companyId, cycleId);
      const rows = await readLoadedRows(transaction, call.companyId, {
        sourceId,
        from,
        to,
        search: search?.trim() || null,
        after,
        limit: limit + 1,
      });
      return pageOf(
        rows,
        limit,
        (row) => `${row.occurredOn}/${row.datasetId}/${row.rowKey}`,
        ({ rowKey: _, ...row }) => row,
      );
    });
  }

  async correct(input: InputOf<Http['correctRow']>, call: MetricsCall): Promise<Batch> {
    const { sourceId } = input.params;
    refuseUnlessAnswers(call, sourceId);
    const surroundings = await surroundingsOf(this.organisation, call);
    return Staging.use(this.database, scopeOf(call), (staging) =>
      staging.transaction((transaction) =>
        answerIdempotent(transaction, call, 'metrics.correctRow', input, () =>
          correctRow(transaction, call, { ...input.body, sourceId }, surroundings),
        ),
      ),
    );
  }
}

/** The key itself may hold slashes. */
function afterOf(key: string | null): readonly [string, string, string] | null {
  if (key === null) return null;
  const [day = '', dataset = '', ...rest] = key.split('/');
  return [day, dataset, rest.join('/')];
}

function refuseUnlessAnswers(call: MetricsCall, sourceId: string): void {
  const actor = actorOf(call);
  if (canAnswerForSource(actor, sourceId)) return;
  if (!canSeeSourceRows(actor, sourceId)) throw notFound('source', sourceId);
  throw new Problem(403, 'correction.not_allowed', `Only the data owners of ${sourceId} correct its rows.`, {
    sourceId,
  });
}
