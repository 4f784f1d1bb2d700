import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type { sourceNames, sourceReadiness } from '../../../../libs/contracts/metrics/messages.js';
import type { AnswerOf, InputOf, ReplyOf, RequestOf } from '../../../../libs/contracts/route.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { canConfigureSources } from '../../../../libs/domain/access/can-configure-sources.js';
import { canLoadSource } from '../../../../libs/domain/access/can-load-source.js';
import { canSeeSource } from '../../../../libs/domain/access/can-see-source.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { storeFile } from '../../../../libs/platform/messaging/index.js';
import { audit } from '../audit.js';
import { actorOf, type MetricsCall, refuseUnless, scopeOf } from '../caller.js';
import { Connectors } from '../connectors/connectors.js';
import { answerIdempotent } from '../idempotent.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { Fetchings } from '../schedules/fetchings.js';
import { planLook } from '../schedules/look-rows.js';
import {
  neverScheduled,
  readNow,
  readSchedule,
  readSchedules,
  type StoredFetching,
  writeSchedule,
} from '../schedules/schedule-rows.js';
import { nextLook } from '../schedules/times.js';
import {
  type Freshness,
  findSource,
  insertSource,
  readSource,
  readSources,
  type Source,
  updateSource,
} from './source-rows.js';
import { writeTemplate } from './template.js';
import { testConnection } from './test-connection.js';

type Http = typeof metricsHttp;
type Detail = ReplyOf<Http['getSource']>;
type Summary = ReplyOf<Http['listSources']>['items'][number];

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Injectable()
export class SourcesService {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
    @Inject(Connectors) private readonly connectors: Connectors,
    @Inject(Fetchings) private readonly fetchings: Fetchings,
  ) {}

  async list(call: MetricsCall): Promise<ReplyOf<Http['listSources']>> {
    const actor = actorOf(call);
    const { sources, now } = await inTransaction(this.database, scopeOf(call), async (transaction) => ({
      sources: await readWithSchedules(transaction, call, null),
      now: await readNow(transaction),
    }));
    const visible = sources.filter(({ sourceId }) => canSeeSource(actor, sourceId));
    return { items: (await this.withNext(call, visible, now)).map(summaryOf) };
  }

  /** Everybody signed in may know what a source is called. */
  async namesFor(call: MetricsCall): Promise<ReplyOf<Http['listSourceNames']>> {
    actorOf(call);
    return this.names(call);
  }

  /** Asked by another service for its documents. */
  names(call: MetricsCall): Promise<AnswerOf<typeof sourceNames>> {
    return inTransaction(this.database, scopeOf(call), async (transaction) => ({
      items: await transaction.query<AnswerOf<typeof sourceNames>['items'][number]>(
        'select source_id as "sourceId", names from metrics.source where company_id = $1 order by source_id',
        [call.companyId],
      ),
    }));
  }

  async get(input: InputOf<Http['getSource']>, call: MetricsCall): Promise<Detail> {
    hideUnless(canSeeSource(actorOf(call), input.params.sourceId), input.params.sourceId);
    return this.detail(input.params.sourceId, call);
  }

  async create(input: InputOf<Http['createSource']>, call: MetricsCall): Promise<Detail> {
    const actor = refuseUnlessConfigures(call);
    const { sourceId, names, configuration } = input.body;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, 'metrics.createSource', input, async () => {
        const source = { sourceId, names, configuration, enabled: true };
        if (!(await insertSource(transaction, call.companyId, source, actor.accountId))) {
          throw new Problem(
            409,
            'source.exists',
            `There is a source ${sourceId} already; change that one, or choose another id.`,
            { sourceId },
          );
        }
        await audit(transaction, call, {
          action: 'source.created',
          subjectType: 'source',
          subjectId: sourceId,
          after: source,
        });
        const [created] = await readWithSchedules(transaction, call, sourceId);
        if (!created) throw notFound('source', sourceId);
        return detailOf({ ...created, stored: { ...created.stored, next: [] } });
      }),
    );
  }

  async update(input: InputOf<Http['updateSource']>, call: MetricsCall): Promise<Detail> {
    const actor = refuseUnlessConfigures(call);
    const { sourceId } = input.params;
    await inTransaction(this.database, scopeOf(call), async (transaction) => {
      const before = await readSource(transaction, call.companyId, sourceId);
      const source = { sourceId, ...input.body };
      if (!(await updateSource(transaction, call.companyId, source, input.ifMatch ?? 0, actor.accountId))) {
        const { version } = await readSource(transaction, call.companyId, sourceId);
        throw new Problem(
          409,
          'request.stale_version',
          `The source ${sourceId} is at version ${version} now; read it again and repeat the change.`,
          {
            current: version,
          },
        );
      }
      await audit(transaction, call, {
        action: 'source.changed',
        subjectType: 'source',
        subjectId: sourceId,
        before,
        after: source,
      });
    });
    return this.detail(sourceId, call);
  }

  async setSchedule(input: InputOf<Http['setSourceSchedule']>, call: MetricsCall): Promise<Detail> {
    refuseUnlessConfigures(call);
    const { sourceId } = input.params;
    const { schedule } = input.body;
    const zone = await this.organisation.zone(call);
    await inTransaction(this.database, scopeOf(call), async (transaction) => {
      const { configuration } = await readSource(transaction, call.companyId, sourceId);
      if (configuration.kind === 'file' && schedule !== null) throw notFetched(sourceId);
      const before = await readSchedule(transaction, call.companyId, sourceId);
      if (!(await writeSchedule(transaction, call.companyId, sourceId, schedule, input.ifMatch ?? 0))) {
        const { version } = await readSchedule(transaction, call.companyId, sourceId);
        throw new Problem(
          409,
          'request.stale_version',
          `The schedule of ${sourceId} is at version ${version} now; read it again and repeat the change.`,
          { current: version },
        );
      }
      const next = schedule && nextLook(schedule, zone, await readNow(transaction));
      await planLook(transaction, call.companyId, sourceId, next);
      await audit(transaction, call, {
        action: 'source.schedule_changed',
        subjectType: 'source',
        subjectId: sourceId,
        before: { schedule: before.schedule },
        after: { schedule },
      });
    });
    return this.detail(sourceId, call);
  }

  async test(input: InputOf<Http['testSource']>, call: MetricsCall): Promise<ReplyOf<Http['testSource']>> {
    refuseUnlessConfigures(call);
    const { configuration } = await this.read(input.params.sourceId, call);
    if (configuration.kind === 'file') throw notFetched(input.params.sourceId);
    return testConnection(configuration, this.connectors, input.body, await this.organisation.zone(call));
  }

  /** By whoever is about to save it: what it may reach is what any saved one may. */
  async testDraft(
    input: InputOf<Http['testSourceDraft']>,
    call: MetricsCall,
  ): Promise<ReplyOf<Http['testSourceDraft']>> {
    refuseUnlessConfigures(call);
    const { configuration, ...period } = input.body;
    if (configuration.kind === 'file') throw notFetched('draft');
    return testConnection(configuration, this.connectors, period, await this.organisation.zone(call));
  }

  /** Kept once per version and language, under its name. */
  async template(
    input: InputOf<Http['getSourceTemplate']>,
    call: MetricsCall,
  ): Promise<ReplyOf<Http['getSourceTemplate']>> {
    const { sourceId } = input.params;
    const actor = actorOf(call);
    hideUnless(canLoadSource(actor, sourceId) || canConfigureSources(actor), sourceId);
    const { configuration, version } = await this.read(sourceId, call);
    if (configuration.kind !== 'file') {
      throw new Problem(
        422,
        'source.not_uploaded',
        `The source ${sourceId} is fetched by itself; it needs no template.`,
      );
    }
    const name = `${sourceId}-v${version}.${call.locale}.xlsx`;
    const content = await writeTemplate(configuration, call.locale);
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const [kept] = await transaction.query<ReplyOf<Http['getSourceTemplate']>>(
        `select file_id as "fileId", name, content_type as "contentType", size::int from metrics.file where company_id = $1 and name = $2`,
        [call.companyId, name],
      );
      return kept ?? storeFile(transaction, 'metrics', call.companyId, { name, contentType: workbookType, content });
    });
  }

  async readiness(
    request: RequestOf<typeof sourceReadiness>,
    call: MetricsCall,
  ): Promise<AnswerOf<typeof sourceReadiness>> {
    const standards = await this.organisation.standards(call, request.standards);
    const kpis = standards
      .flatMap((standard) => standard.kpis)
      .filter(({ cadence }) => cadence.includes(request.period.kind));
    const needed = [...new Set(kpis.map(({ sourceId }) => sourceId))].sort();
    const configured = await inTransaction(this.database, scopeOf(call), async (transaction) => {
      const found = new Map<string, Source>();
      for (const sourceId of needed) {
        const source = await findSource(transaction, call.companyId, sourceId);
        if (source) found.set(sourceId, source);
      }
      return found;
    });
    const sources = needed.map(async (sourceId) => ({
      sourceId,
      configured: configured.get(sourceId)?.enabled ?? false,
      kind: configured.get(sourceId)?.configuration.kind ?? null,
      ownerIds: [...(await this.organisation.dataOwners(call, sourceId))],
    }));
    return { sources: await Promise.all(sources) };
  }

  private async detail(sourceId: string, call: MetricsCall): Promise<Detail> {
    const { sources, now } = await inTransaction(this.database, scopeOf(call), async (transaction) => ({
      sources: await readWithSchedules(transaction, call, sourceId),
      now: await readNow(transaction),
    }));
    const [source] = await this.withNext(call, sources, now);
    if (!source) throw notFound('source', sourceId);
    return detailOf(source);
  }

  private async withNext(call: MetricsCall, sources: readonly Scheduled[], now: string): Promise<readonly Shown[]> {
    const fetchings = await this.fetchings.of(
      call,
      sources.map(({ stored, enabled }) => (enabled ? stored : { ...stored, schedule: null })),
      now,
    );
    return sources.map((source, index) => ({
      ...source,
      stored: { ...source.stored, next: fetchings[index]?.next ?? null },
    }));
  }

  private read(sourceId: string, call: MetricsCall): Promise<Source> {
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      readSource(transaction, call.companyId, sourceId),
    );
  }
}

function refuseUnlessConfigures(call: MetricsCall): Actor {
  const actor = actorOf(call);
  refuseUnless(canConfigureSources(actor), 'source.not_allowed', 'Only administrators configure sources.');
  return actor;
}

const hideUnless = (allowed: boolean, sourceId: string): void => {
  if (!allowed) throw notFound('source', sourceId);
};

const notFetched = (sourceId: string): Problem =>
  new Problem(422, 'source.not_fetched', `The source ${sourceId} is uploaded; it has no connection.`, { sourceId });

type Scheduled = Source & Freshness & { readonly stored: StoredFetching };
type Shown = Source & Freshness & { readonly stored: NonNullable<Summary['fetching']> };

async function readWithSchedules(
  transaction: Transaction,
  { companyId }: MetricsCall,
  sourceId: string | null,
): Promise<readonly Scheduled[]> {
  const sources = await readSources(transaction, companyId, sourceId);
  const schedules = await readSchedules(transaction, companyId, sourceId);
  return sources.map((source) => ({ ...source, stored: schedules.get(source.sourceId) ?? neverScheduled }));
}

const detailOf = (source: Shown): Detail => ({ ...summaryOf(source), configuration: source.configuration });

function summaryOf({ configuration, stored, ...source }: Shown): Summary {
  const { kind, inputs } = configuration;
  return { ...source, kind, inputs, fetching: kind === 'file' ? null : stored };
}
