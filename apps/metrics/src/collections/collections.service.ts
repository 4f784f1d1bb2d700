import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sourceSignedOff } from '../../../../libs/contracts/metrics/events.js';
import type { metricsHttp } from '../../../../libs/contracts/metrics/http.js';
import type {
  collectionExceptions,
  collectionStatus,
  freezeCollection as freezeContract,
  openCollection as openContract,
} from '../../../../libs/contracts/metrics/messages.js';
import type { QuarantineReason } from '../../../../libs/contracts/metrics/source-config.js';
import type { AnswerOf, InputOf, ReplyOf, RequestOf } from '../../../../libs/contracts/route.js';
import { canAnswerForSource } from '../../../../libs/domain/access/can-answer-for-source.js';
import { canSeeSourceRows } from '../../../../libs/domain/access/can-see-source-rows.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { audit } from '../audit.js';
import { readReconciliations } from '../batches/reconcile.js';
import { refuseWhenFrozen } from '../batches/reevaluate.js';
import { actorOf, type MetricsCall, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { ORGANISATION, type Organisation } from '../organisation/organisation.js';
import { lockSource, readSources } from '../sources/source-rows.js';
import { readCollection } from './collection-rows.js';
import { freezeCollection } from './freeze-collection.js';
import { openCollection } from './open-collection.js';
import { type CollectionState, readHeldReasons, readStates } from './read-status.js';
import { insertSignOff } from './sign-off-rows.js';

type Http = typeof metricsHttp;

@Injectable()
export class CollectionsService {
  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(ORGANISATION) private readonly organisation: Organisation,
  ) {}

  open(request: RequestOf<typeof openContract>, call: MetricsCall): Promise<AnswerOf<typeof openContract>> {
    return openCollection(this.database, this.organisation, call, request);
  }

  freeze(request: RequestOf<typeof freezeContract>, call: MetricsCall): Promise<AnswerOf<typeof freezeContract>> {
    return freezeCollection(this.database, call, request.cycleId);
  }

  status(request: RequestOf<typeof collectionStatus>, call: MetricsCall): Promise<AnswerOf<typeof collectionStatus>> {
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      await readCollection(transaction, call.companyId, request.cycleId);
      return { sources: [...(await readStates(transaction, call.companyId, request.cycleId))] };
    });
  }

  exceptions(
    request: RequestOf<typeof collectionExceptions>,
    call: MetricsCall,
  ): Promise<AnswerOf<typeof collectionExceptions>> {
    return inTransaction(this.database, scopeOf(call), async (transaction) => ({
      reasons: [...(await readHeldReasons(transaction, call.companyId, request.cycleId))],
      reconciliations: [...(await readReconciliations(transaction, call.companyId, request.cycleId))],
    }));
  }

  async listCycleSources(
    input: InputOf<Http['listCycleSources']>,
    call: MetricsCall,
  ): Promise<ReplyOf<Http['listCycleSources']>> {
    const actor = actorOf(call);
    const { cycleId } = input.params;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const { companyId } = call;
      const collection = await readCollection(transaction, companyId, cycleId);
      const visible = collection.sourceIds.filter((sourceId) => canSeeSourceRows(actor, sourceId));
      if (visible.length === 0) throw notFound('collection', cycleId);
      const states = await readStates(transaction, companyId, cycleId);
      const held = await readHeldReasons(transaction, companyId, cycleId);
      const reconciliations = await readReconciliations(transaction, companyId, cycleId);
      const sources = new Map((await readSources(transaction, companyId)).map((source) => [source.sourceId, source]));
      return {
        cycleId,
        periodFrom: collection.from,
        periodTo: collection.to,
        frozenAt: collection.frozenAt?.toISOString() ?? null,
        items: states
          .filter(({ sourceId }) => visible.includes(sourceId))
          .map((state) => ({
            ...state,
            names: sources.get(state.sourceId)?.names ?? null,
            kind: sources.get(state.sourceId)?.configuration.kind ?? null,
            quarantinedByReason: held
              .filter(({ sourceId }) => sourceId === state.sourceId)
              .map(({ reason, rows }) => ({ reason: reason as QuarantineReason, rows })),
            reconciliations: reconciliations.filter(({ sourceId }) => sourceId === state.sourceId),
          })),
      };
    });
  }

  async signOff(input: InputOf<Http['signOffSource']>, call: MetricsCall): Promise<CollectionState> {
    const { cycleId, sourceId } = input.params;
    const { accountId, personId } = refuseUnlessAnswers(call, sourceId);
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, 'metrics.signOffSource', input, async () => {
        // A load that is under way ends first: nobody signs for rows they could not see.
        await lockSource(transaction, call.companyId, sourceId);
        const before = await stateOf(transaction, call.companyId, cycleId, sourceId);
        if (before.signedOffAt !== null) return before;
        refuseWhenFrozen(before.frozenAt === null ? null : new Date(before.frozenAt));
        const reason = input.body.reason ?? null;
        if (reason === null) refuseWithoutReason(before);
        await insertSignOff(transaction, call.companyId, { cycleId, sourceId, accountId, personId, reason });
        const after = await stateOf(transaction, call.companyId, cycleId, sourceId);
        await audit(transaction, call, {
          action: 'source.signed_off',
          subjectType: 'source',
          subjectId: sourceId,
          after: { cycleId, ...after },
          reason,
        });
        await tell(transaction, 'metrics', call.companyId, [
          { type: sourceSignedOff.type, payload: { cycleId, sourceId, signedOffBy: personId } },
        ]);
        return after;
      }),
    );
  }
}

function refuseUnlessAnswers(call: MetricsCall, sourceId: string): { accountId: string; personId: string } {
  const actor = actorOf(call);
  const { accountId, personId } = actor;
  if (canAnswerForSource(actor, sourceId) && personId !== null) return { accountId, personId };
  if (!canSeeSourceRows(actor, sourceId)) throw notFound('source', sourceId);
  throw new Problem(403, 'sign_off.not_allowed', `Only the data owners of ${sourceId} sign it off.`, { sourceId });
}

async function stateOf(
  transaction: Transaction,
  companyId: string,
  cycleId: string,
  sourceId: string,
): Promise<CollectionState> {
  await readCollection(transaction, companyId, cycleId);
  const [state] = await readStates(transaction, companyId, cycleId, sourceId);
  if (!state) throw notFound('collection_source', `${cycleId}/${sourceId}`);
  return state;
}

/** Whoever answers for figures that are visibly not in order says why they may stand. */
function refuseWithoutReason({ sourceId, batches, quarantined, reconciled }: CollectionState): void {
  if (batches > 0 && quarantined === 0 && reconciled !== false) return;
  throw new Problem(
    422,
    'sign_off.reason_missing',
    `The source ${sourceId} has ${batches} batch(es), ${quarantined} held row(s) and totals that ${reconciled === false ? 'differ' : 'agree or are not stated'}; sign it off with a reason, or mend it first.`,
    { batches, quarantined, totalsDiffer: reconciled === false ? 1 : 0 },
  );
}
