import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { fetchSource } from '../../../../libs/contracts/metrics/messages.js';
import type { FileSourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import type { AnswerOf, InputOf, ReplyOf, RequestOf } from '../../../../libs/contracts/route.js';
import { canAnswerForSource } from '../../../../libs/domain/access/can-answer-for-source.js';
import { canLoadSource } from '../../../../libs/domain/access/can-load-source.js';
import { canSeeSource } from '../../../../libs/domain/access/can-see-source.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { readFileContent } from '../../../../libs/platform/messaging/index.js';
import { actorOf, type MetricsCall, scopeOf } from '../caller.js';
import { Connectors, type FetchedConfig } from '../connectors/connectors.js';
import { enteredRows } from '../connectors/entered-rows.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { keyOf, numberKey, pageOf } from '../page-cursor.js';
import { endFailing } from '../schedules/schedule-rows.js';
import { readSource, type Source } from '../sources/source-rows.js';
import { readBatch, readBatches } from './batch-rows.js';
import { type LoadOutcome, loadBatch } from './load-batch.js';

type Http = typeof metricsHttp;

@Injectable()
export class BatchesService {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
    @Inject(Connectors) private readonly connectors: Connectors,
  ) {}

  async fetch(input: InputOf<Http['fetchBatch']>, call: MetricsCall): Promise<LoadOutcome> {
    const { sourceId } = input.params;
    refuseUnlessLoads(call, sourceId);
    const outcome = await this.load(sourceId, input.body.cycleId, call);
    await inTransaction(this.database, scopeOf(call), (transaction) =>
      endFailing(transaction, call.companyId, sourceId),
    );
    return outcome;
  }

  /** Asked by a cycle for itself. */
  async fetchForCycle(
    request: RequestOf<typeof fetchSource>,
    call: MetricsCall,
  ): Promise<AnswerOf<typeof fetchSource>> {
    const { configuration } = await this.source(request.sourceId, call);
    if (configuration.kind === 'file') {
      return { outcome: 'awaiting_upload', batchId: null, rows: 0, observations: 0, quarantined: 0 };
    }
    const { outcome, batch } = await this.load(request.sourceId, request.cycleId, call);
    const { batchId, rows, observations, quarantined } = batch;
    return { outcome, batchId, rows, observations, quarantined };
  }

  async upload(input: InputOf<Http['uploadBatch']>, call: MetricsCall): Promise<LoadOutcome> {
    const { sourceId } = input.params;
    refuseUnlessLoads(call, sourceId);
    const { upload } = input;
    if (!upload)
      throw new Problem(
        400,
        'file.missing',
        'The request holds no file in the field "file"; choose one and send it again.',
      );
    const content = await inTransaction(this.database, scopeOf(call), (transaction) =>
      readFileContent(transaction, 'metrics', call.companyId, upload.fileId),
    );
    return loadBatch(this.database, this.organisation, call, {
      sourceId,
      cycleId: input.query.cycleId,
      file: upload,
      connect: (source) => this.connectors.ofFile(fileConfig(source), content, input.query.datasetId),
    });
  }

  /** By a named data owner; the rows go the way of an uploaded file's. */
  async enter(input: InputOf<Http['enterRows']>, call: MetricsCall): Promise<LoadOutcome> {
    const { sourceId } = input.params;
    refuseUnlessAnswers(call, sourceId);
    const { cycleId, datasetId, rows, reason } = input.body;
    return loadBatch(this.database, this.organisation, call, {
      sourceId,
      cycleId,
      file: null,
      reason,
      connect: (source) => enteredRows(addable(source), datasetId, rows),
    });
  }

  async list(input: InputOf<Http['listBatches']>, call: MetricsCall): Promise<ReplyOf<Http['listBatches']>> {
    const { sourceId } = input.params;
    if (!canSeeSource(actorOf(call), sourceId)) throw notFound('source', sourceId);
    const { cycleId = null, cursor, limit } = input.query;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      await readSource(transaction, call.companyId, sourceId);
      const beforeNo = keyOf(cursor, numberKey);
      const rows = await readBatches(transaction, call.companyId, sourceId, { cycleId, beforeNo, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ batchNo }) => String(batchNo),
        (row) => row,
      );
    });
  }

  async get(input: InputOf<Http['getBatch']>, call: MetricsCall): Promise<ReplyOf<Http['getBatch']>> {
    const actor = actorOf(call);
    const { batchId } = input.params;
    const batch = await inTransaction(this.database, scopeOf(call), (transaction) =>
      readBatch(transaction, call.companyId, batchId),
    );
    if (!canSeeSource(actor, batch.sourceId)) throw notFound('batch', batchId);
    return batch;
  }

  private load(sourceId: string, cycleId: string, call: MetricsCall): Promise<LoadOutcome> {
    return loadBatch(this.database, this.organisation, call, {
      sourceId,
      cycleId,
      file: null,
      connect: (source, zone) => this.connectors.ofFetched(fetchedConfig(source), zone),
    });
  }

  private source(sourceId: string, call: MetricsCall): Promise<Source> {
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      readSource(transaction, call.companyId, sourceId),
    );
  }
}

function refuseUnlessLoads(call: MetricsCall, sourceId: string): void {
  const actor = actorOf(call);
  if (canLoadSource(actor, sourceId)) return;
  if (!canSeeSource(actor, sourceId)) throw notFound('source', sourceId);
  throw new Problem(403, 'source.not_allowed', `Only the data owners of ${sourceId} and HR load its rows.`, {
    sourceId,
  });
}

function refuseUnlessAnswers(call: MetricsCall, sourceId: string): void {
  const actor = actorOf(call);
  if (canAnswerForSource(actor, sourceId)) return;
  if (!canSeeSource(actor, sourceId)) throw notFound('source', sourceId);
  throw new Problem(403, 'source.not_allowed', `Only the data owners of ${sourceId} enter its rows by hand.`, {
    sourceId,
  });
}

/** Where each batch is everything the source has, a few rows would end all others. */
function addable(source: Source): FileSourceConfig {
  const configuration = fileConfig(source);
  if (configuration.mode === 'append') return configuration;
  throw new Problem(
    422,
    'source.entered_as_a_whole',
    `Each batch of ${source.sourceId} is all it has for the period; upload a whole file instead of single rows.`,
    { sourceId: source.sourceId },
  );
}

function fetchedConfig({ sourceId, configuration }: Source): FetchedConfig {
  if (configuration.kind !== 'file') return configuration;
  throw new Problem(422, 'source.not_fetched', `The source ${sourceId} is uploaded; send its file to its batches.`, {
    sourceId,
  });
}

function fileConfig({ sourceId, configuration }: Source): FileSourceConfig {
  if (configuration.kind === 'file') return configuration;
  throw new Problem(
    422,
    'source.not_uploaded',
    `The source ${sourceId} is fetched by itself; ask for a fetch instead.`,
    { sourceId },
  );
}
