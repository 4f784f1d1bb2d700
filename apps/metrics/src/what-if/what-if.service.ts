import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { metricsHttp, type WhatIf } from '../../../../libs/contracts/metrics/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canTryDraft } from '../../../../libs/domain/access/can-try-draft.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { processLogger } from '../../../../libs/platform/telemetry/index.js';
import { audit } from '../audit.js';
import { actorOf, type MetricsCall, refuseUnless, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { keyOf, pageOf } from '../page-cursor.js';
import { soundDraft } from './draft.js';
import { readKpiEvidence } from './kpi-evidence.js';
import { tryDraft } from './try-draft.js';
import {
  countMeasured,
  endWhatIf,
  findWhatIf,
  lastScoredCycles,
  readFindings,
  readMoved,
  takeWaiting,
  type WhatIfRow,
} from './what-if-rows.js';

const lookEveryMs = 2_000;
/** Longer it is nobody's: it can be tried again at any time. */
const keptFor = `interval '30 days'`;

/** Tries drafts of standards on cycles that were scored. */
@Injectable()
export class WhatIfs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private finished: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
  ) {}

  onApplicationBootstrap(): void {
    this.finished = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.finished;
  }

  async start(
    input: InputOf<typeof metricsHttp.startWhatIf>,
    call: MetricsCall,
  ): Promise<ReplyOf<typeof metricsHttp.startWhatIf>> {
    const actor = actorOf(call);
    refuseUnless(canTryDraft(actor), 'what_if.not_allowed', 'Only HR tries drafts of standards.');
    const { standardId } = input.params;
    const document = soundDraft(standardId, input.body.document);
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, metricsHttp.startWhatIf.subject, input, async () => {
        const { kind, cycles } = input.body;
        const cycleIds = await lastScoredCycles(transaction, call.companyId, { standardId, kind, limit: cycles });
        if (cycleIds.length === 0)
          throw new Problem(
            409,
            'what_if.nothing_scored',
            `No ${kind} has been scored by ${standardId} yet; try another kind of cycle.`,
            { standardId, kind },
          );
        const people = await countMeasured(transaction, call.companyId, cycleIds, standardId);
        await transaction.query(
          `delete from metrics.what_if where company_id = $1 and asked_at < platform.now() - ${keptFor}`,
          [call.companyId],
        );
        const [row] = await transaction.query<{ what_if_id: string }>(
          `insert into metrics.what_if (company_id, standard_id, document, cycle_ids, people, asked_by) values ($1, $2, $3, $4, $5, $6)
           returning what_if_id`,
          [call.companyId, standardId, JSON.stringify(document), cycleIds, people, actor.accountId],
        );
        const whatIfId = row?.what_if_id ?? '';
        await transaction.query('insert into metrics.what_if_waiting (company_id, what_if_id) values ($1, $2)', [
          call.companyId,
          whatIfId,
        ]);
        await audit(transaction, call, {
          action: 'standard.what_if_started',
          subjectType: 'standard',
          subjectId: standardId,
          after: { whatIfId, cycleIds, people },
        });
        return this.read(transaction, call.companyId, whatIfId);
      }),
    );
  }

  async evidence(
    { params: { standardId }, query: { kind, cycles } }: InputOf<typeof metricsHttp.standardEvidence>,
    call: MetricsCall,
  ): Promise<ReplyOf<typeof metricsHttp.standardEvidence>> {
    refuseUnless(canTryDraft(actorOf(call)), 'what_if.not_allowed', 'Only HR tries drafts of standards.');
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const cycleIds = await lastScoredCycles(transaction, call.companyId, { standardId, kind, limit: cycles });
      const items = await readKpiEvidence(transaction, call.companyId, cycleIds, standardId);
      return { cycles: cycleIds.length, items };
    });
  }

  async get(
    { params }: InputOf<typeof metricsHttp.getWhatIf>,
    call: MetricsCall,
  ): Promise<ReplyOf<typeof metricsHttp.getWhatIf>> {
    this.refuseStrangers(call, params.whatIfId);
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      this.read(transaction, call.companyId, params.whatIfId),
    );
  }

  async people(
    { params: { whatIfId }, query: { cursor, limit } }: InputOf<typeof metricsHttp.listWhatIfPeople>,
    call: MetricsCall,
  ): Promise<ReplyOf<typeof metricsHttp.listWhatIfPeople>> {
    this.refuseStrangers(call, whatIfId);
    const [moved = '', cycleId = '', personId = ''] = keyOf(cursor, movedKey)?.split('/') ?? [];
    const after = moved === '' ? null : { moved, cycleId, personId };
    const rows = await inTransaction(this.database, scopeOf(call), async (transaction) => {
      await this.find(transaction, call.companyId, whatIfId);
      return readMoved(transaction, call.companyId, whatIfId, after, limit + 1);
    });
    return pageOf(
      rows,
      limit,
      (row) => `${row.moved}/${row.cycleId}/${row.personId}`,
      ({ moved: _, ...person }) => person,
    );
  }

  /** Works off one that waits; answers whether there was one. */
  async workOnce(): Promise<boolean> {
    const waiting = await takeWaiting(this.database);
    if (!waiting) return false;
    const { companyId, whatIfId } = waiting;
    const inCompany = <T>(work: (transaction: Transaction) => Promise<T>) =>
      inTransaction(this.database, { companyId }, work);
    const whatIf = await inCompany((transaction) => findWhatIf(transaction, companyId, whatIfId));
    if (!whatIf) return true;
    try {
      await tryDraft(this.database, this.organisation, waiting, whatIf, this.stopping.signal);
      if (this.stopping.signal.aborted) return false;
      await inCompany((transaction) => endWhatIf(transaction, waiting, null));
    } catch (error) {
      // Somebody else's absence passes: it is taken up again once nobody holds it.
      if (error instanceof Problem && error.status === 503) throw error;
      processLogger().error({ err: error, whatIfId }, 'a draft could not be tried');
      await inCompany((transaction) =>
        endWhatIf(transaction, waiting, error instanceof Problem ? error.code : 'internal.unexpected'),
      );
    }
    return true;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const found = await this.workOnce().catch((error: unknown) => {
        processLogger().warn({ err: String(error) }, 'a draft waits to be tried');
        return false;
      });
      if (!found) await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private refuseStrangers(call: MetricsCall, whatIfId: string): void {
    if (!canTryDraft(actorOf(call))) throw notFound('what_if', whatIfId);
  }

  private async find(transaction: Transaction, companyId: string, whatIfId: string): Promise<WhatIfRow> {
    const row = await findWhatIf(transaction, companyId, whatIfId);
    if (!row) throw notFound('what_if', whatIfId);
    return row;
  }

  private async read(transaction: Transaction, companyId: string, whatIfId: string): Promise<WhatIf> {
    const row = await this.find(transaction, companyId, whatIfId);
    const { document: _, cycleIds: __, askedAt, ...facts } = row;
    return { ...facts, askedAt: askedAt.toISOString(), ...(await readFindings(transaction, companyId, whatIfId)) };
  }
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const movedKey = new RegExp(`^\\d{1,10}(?:\\.\\d{1,40})?/${uuid}/${uuid}$`);
