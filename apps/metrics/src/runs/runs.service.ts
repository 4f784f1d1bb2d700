import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type {
  computeRun as computeContract,
  lineEvidence,
  PersonScoreResult,
  replayRuns as replayContract,
  runResults,
} from '../../../../libs/contracts/metrics/messages.js';
import type { AnswerOf, InputOf, ReplyOf, RequestOf } from '../../../../libs/contracts/route.js';
import { canSeeRunResult } from '../../../../libs/domain/access/can-see-run-result.js';
import { canSeeScoreRuns } from '../../../../libs/domain/access/can-see-score-runs.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { actorOf, type MetricsCall, scopeOf } from '../caller.js';
import { keyOf, numberKey, pageOf } from '../page-cursor.js';
import { computeRun } from './compute-run.js';
import { readLineEvidence } from './line-evidence.js';
import { readResults } from './read-results.js';
import { replayRuns } from './replay-runs.js';
import { readRuns } from './run-rows.js';

type Http = typeof metricsHttp;

/** A message may have a megabyte; the rest is for the envelope. */
const mostReplyBytes = 800_000;

@Injectable()
export class RunsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  compute(request: RequestOf<typeof computeContract>, call: MetricsCall): Promise<AnswerOf<typeof computeContract>> {
    return computeRun(this.database, call, request);
  }

  replay(request: RequestOf<typeof replayContract>, call: MetricsCall): Promise<AnswerOf<typeof replayContract>> {
    return replayRuns(this.database, call, request.cycleId);
  }

  async results(request: RequestOf<typeof runResults>, call: MetricsCall): Promise<AnswerOf<typeof runResults>> {
    const { runId, after = null, limit } = request;
    const read = await inTransaction(this.database, scopeOf(call), (transaction) =>
      readResults(transaction, call.companyId, runId, { after, limit: limit + 1 }),
    );
    const results = withinBytes(read.slice(0, limit));
    return { results, next: results.length < read.length ? (results.at(-1)?.personId ?? null) : null };
  }

  evidence(request: RequestOf<typeof lineEvidence>, call: MetricsCall): Promise<AnswerOf<typeof lineEvidence>> {
    const { cursor, limit, ...line } = request;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      readLineEvidence(transaction, call.companyId, line, { cursor, limit }),
    );
  }

  async list(input: InputOf<Http['listRuns']>, call: MetricsCall): Promise<ReplyOf<Http['listRuns']>> {
    const { cycleId } = input.params;
    if (!canSeeScoreRuns(actorOf(call))) throw notFound('cycle', cycleId);
    const { cursor, limit } = input.query;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const page = { beforeNo: keyOf(cursor, numberKey), limit: limit + 1 };
      const runs = await readRuns(transaction, call.companyId, cycleId, page);
      return pageOf(
        runs,
        limit,
        ({ runNo }) => String(runNo),
        (run) => run,
      );
    });
  }

  async result(input: InputOf<Http['getRunResult']>, call: MetricsCall): Promise<PersonScoreResult> {
    const { runId, personId } = input.params;
    hideUnless(canSeeRunResult(actorOf(call), personId), runId, personId);
    const [result] = await inTransaction(this.database, scopeOf(call), (transaction) =>
      readResults(transaction, call.companyId, runId, { personId, limit: 1 }),
    );
    if (!result) throw notFound('score_result', `${runId}/${personId}`);
    return result;
  }

  async listEvidence(
    input: InputOf<Http['listLineEvidence']>,
    call: MetricsCall,
  ): Promise<ReplyOf<Http['listLineEvidence']>> {
    const { runId, personId } = input.params;
    hideUnless(canSeeRunResult(actorOf(call), personId), runId, personId);
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      readLineEvidence(transaction, call.companyId, input.params, input.query),
    );
  }
}

function hideUnless(allowed: boolean, runId: string, personId: string): void {
  if (!allowed) throw notFound('score_result', `${runId}/${personId}`);
}

/** As many as fit; always one, so that reading goes on. */
function withinBytes(results: readonly PersonScoreResult[]): PersonScoreResult[] {
  let bytes = 0;
  const fitting = results.findIndex((result, index) => {
    bytes += Buffer.byteLength(JSON.stringify(result));
    return index > 0 && bytes > mostReplyBytes;
  });
  return fitting === -1 ? [...results] : results.slice(0, fitting);
}
