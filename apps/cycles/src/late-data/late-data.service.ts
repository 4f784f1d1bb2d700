import { Inject, Injectable } from '@nestjs/common';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { LateData, LateDataEffects, LateDataRequest } from '../../../../libs/contracts/cycles/late-data.js';
import { previewLateData } from '../../../../libs/contracts/metrics/late-data.js';
import { collectionExceptions, type PersonScoreResult } from '../../../../libs/contracts/metrics/messages.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { canApproveLateData } from '../../../../libs/domain/access/can-approve-late-data.js';
import { canProposeLateData } from '../../../../libs/domain/access/can-propose-late-data.js';
import { canSeeScores } from '../../../../libs/domain/access/can-see-scores.js';
import { rescorableStates } from '../../../../libs/domain/cycle/index.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { CYCLE_CONDUCTOR, type CycleConductor } from '../conductor-port.js';
import { knownPeople } from '../decide/known-people.js';
import { answerIdempotent } from '../idempotent.js';
import { type StandingRow, standingColumns } from '../reading/appraisal-rows.js';
import { type NameOf, namesFor } from '../reading/people-names.js';
import { reachOrHide } from '../reading/reach.js';
import { countWith } from '../record/carry-adjustments.js';
import { lockCycle, readCycle, refuseState } from '../record/cycle-row.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { exclusionsOf } from '../record/score-people.js';
import { decideRequest, findRequest, type RequestRow, readLatestRequest, writeRequest } from './request-rows.js';

type Http = typeof cyclesHttp;
type Rows = LateData['rows'];

/** Rows that came after the cut-off: what they would change, who proposes that they count, who else approves. */
@Injectable()
export class LateDataService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(CYCLE_CONDUCTOR) private readonly conductor: CycleConductor,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async read({ params: { cycleId } }: InputOf<Http['lateData']>, call: CyclesCall): Promise<LateData> {
    const actor = actorOf(call);
    const address = { companyId: call.companyId, cycleId };
    const found = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      await reachOrHide(transaction, call, cycleId);
      const cycle = await readCycle(transaction, address);
      return { cycle, request: await readLatestRequest(transaction, address) };
    });
    const { cycle, request } = found;
    const rows = cycle.frozenAt === null ? [] : await this.heldRows(call, cycleId);
    const nameOf = await namesFor(this.ports, call, request ? [request.proposedBy, request.decidedBy] : []);
    const running = cycle.state === 'scoring' || cycle.state === 'in_review';
    const open = request?.state === 'proposed' || request?.state === 'approved';
    const sourceIds = rows.map(({ sourceId }) => sourceId);
    return {
      rows,
      request: request ? requestOf(request, nameOf) : null,
      mayPropose: running && !open && rows.length > 0 && canProposeLateData(actor, sourceIds),
      mayDecide: running && open && request !== undefined && canApproveLateData(actor, request),
    };
  }

  private async heldRows(call: CyclesCall, cycleId: string): Promise<Rows> {
    const { reasons } = await this.ports.services.ask(collectionExceptions, { cycleId }, call);
    return reasons.filter(({ reason }) => reason === 'late').map(({ sourceId, rows }) => ({ sourceId, rows }));
  }

  /** A reader sees the scores of those whose scores they see anyway; data owners how many there are. */
  async effects({ params: { cycleId } }: InputOf<Http['lateDataEffects']>, call: CyclesCall): Promise<LateDataEffects> {
    const actor = actorOf(call);
    await inTransaction(this.ports.database, scopeOf(call), (transaction) => reachOrHide(transaction, call, cycleId));
    const { digest, personIds, results } = await this.preview(call, cycleId);
    const { standing, counted } = await this.standing(call, cycleId, results);
    const effects = counted.flatMap((result) => {
      const row = standing.find(({ personId }) => personId === result.personId);
      if (!row || !canSeeScores(actor, row)) return [];
      const scored = result.status === 'scored';
      return [
        {
          appraisalId: row.appraisalId,
          person: { personId: row.personId, name: row.name },
          stage: row.stage,
          totalBefore: row.total,
          totalAfter: scored ? result.nowTotal : null,
          gradeBefore: row.grade,
          gradeAfter: scored ? gradeAfter(row, result.nowGrade) : null,
        },
      ];
    });
    return { digest, people: personIds.length, effects };
  }

  private async preview(call: CyclesCall, cycleId: string) {
    const exclusions = await exclusionsOf(this.ports, { companyId: call.companyId, cycleId }, null);
    return this.ports.services.ask(previewLateData, { cycleId, exclusions }, call);
  }

  private standing(call: CyclesCall, cycleId: string, results: readonly PersonScoreResult[]) {
    const personIds = results.map(({ personId }) => personId);
    return inTransaction(this.ports.database, scopeOf(call), async (transaction) => ({
      standing: await transaction.query<CalibratedRow>(
        `select ${standingColumns}, a.grade_before_calibration as "gradeBeforeCalibration" from cycles.appraisal a join cycles.cycle c on c.company_id = a.company_id and c.cycle_id = a.cycle_id
         where a.company_id = $1 and a.cycle_id = $2 and a.person_id = any($3) and a.stage = any($4)`,
        [call.companyId, cycleId, personIds, rescorableStates],
      ),
      counted: await countWith(transaction, { companyId: call.companyId, cycleId }, personIds, results),
    }));
  }

  async propose(input: InputOf<Http['proposeLateData']>, unchecked: CyclesCall): Promise<LateDataRequest> {
    const call = actingCall(unchecked);
    const { cycleId } = input.params;
    await inTransaction(this.ports.database, scopeOf(call), (transaction) => reachOrHide(transaction, call, cycleId));
    const rows = await this.heldRows(call, cycleId);
    const by = proposer(
      call,
      rows.map(({ sourceId }) => sourceId),
    );
    await knownPeople(this.ports, call, [by]);
    const { digest, personIds } = await this.preview(call, cycleId);
    const nameOf = await namesFor(this.ports, call, [by]);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.proposeLateData.subject, input, async () => {
        const cycle = await lockCycle(transaction, { companyId: call.companyId, cycleId });
        if (cycle.state !== 'scoring' && cycle.state !== 'in_review') throw refuseState(cycle, 'scoring or in_review');
        if (rows.length === 0 || digest !== input.body.digest) throw changed();
        const count = rows.reduce((sum, one) => sum + one.rows, 0);
        const { reason } = input.body;
        const made = await writeRequest(transaction, cycle, { digest, rows: count, personIds, reason, proposedBy: by });
        if (!made) throw alreadyOpen();
        await writeHistory(transaction, cycle, {
          action: 'cycle.late_data_proposed',
          subjectType: 'cycle',
          subjectId: cycleId,
          after: { cycleId, requestId: made.requestId, rows: count, people: personIds.length },
          reason,
          by: { byAccountId: call.actor.accountId, byPersonId: by, requestId: call.requestId },
        });
        await tell(transaction, 'cycles', call.companyId, [boardMoved(cycleId)]);
        return requestOf(made, nameOf);
      }),
    );
    this.events.wakeRelay();
    return reply;
  }

  /** The approval is written first; what it brings about may be asked for again by whoever approved, and happens once. */
  async decide(input: InputOf<Http['decideLateData']>, unchecked: CyclesCall): Promise<LateDataRequest> {
    const call = actingCall(unchecked);
    const { cycleId, requestId } = input.params;
    const address = { companyId: call.companyId, cycleId };
    const by = call.actor.personId;
    if (by === null) throw notAllowed();
    await knownPeople(this.ports, call, [by]);
    const decided = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      const request = await findRequest(transaction, address, requestId);
      if (!request) throw notFound('late_data_request', requestId);
      if (request.state === 'approved' && request.decidedBy === by && input.body.approve) return request;
      if (request.state !== 'proposed') throw alreadyDecided(request);
      if (!canApproveLateData(call.actor, request)) throw notAllowed();
      const cycle = await lockCycle(transaction, address);
      if (input.body.approve && cycle.state !== 'scoring' && cycle.state !== 'in_review')
        throw refuseState(cycle, 'scoring or in_review');
      const state = input.body.approve ? 'approved' : 'declined';
      const note = input.body.note ?? null;
      const made = await decideRequest(transaction, address, requestId, { state, by, note });
      if (!made) throw alreadyDecided(request);
      await writeHistory(transaction, cycle, {
        action: `cycle.late_data_${state}`,
        subjectType: 'cycle',
        subjectId: cycleId,
        after: { cycleId, requestId, rows: request.rows, people: request.personIds.length },
        ...(note === null ? {} : { reason: note }),
        by: { byAccountId: call.actor.accountId, byPersonId: by, requestId: call.requestId },
      });
      await tell(transaction, 'cycles', call.companyId, [boardMoved(cycleId)]);
      return made;
    });
    if (decided.state === 'approved')
      await this.conductor.rescore({
        ...address,
        byAccountId: call.actor.accountId,
        byPersonId: by,
        requestId: call.requestId,
        key: requestId,
        lateRequestId: requestId,
      });
    this.events.wakeRelay();
    const now = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      findRequest(transaction, address, requestId),
    );
    const nameOf = await namesFor(this.ports, call, [decided.proposedBy, by]);
    return requestOf(now ?? decided, nameOf);
  }
}

type CalibratedRow = StandingRow & { readonly gradeBeforeCalibration: string | null };

/** The session's word stands where the score makes the grade it made before. */
const gradeAfter = ({ grade, gradeBeforeCalibration }: CalibratedRow, computed: string | null): string | null =>
  gradeBeforeCalibration !== null && gradeBeforeCalibration === computed ? grade : computed;

const requestOf = (row: RequestRow, nameOf: NameOf): LateDataRequest => ({
  requestId: row.requestId,
  state: row.state,
  reason: row.reason,
  rows: row.rows,
  people: row.personIds.length,
  by: { personId: row.proposedBy, name: nameOf(row.proposedBy) },
  at: row.proposedAt.toISOString(),
  decidedBy: row.decidedBy === null ? null : { personId: row.decidedBy, name: nameOf(row.decidedBy) },
  decidedAt: row.decidedAt?.toISOString() ?? null,
  note: row.note,
  rescored: row.rescored,
});

function proposer({ actor }: ActingCall, sourceIds: readonly string[]): string {
  if (actor.personId !== null && canProposeLateData(actor, sourceIds)) return actor.personId;
  throw forbidden(
    'late_data.proposal_not_allowed',
    'Only HR and the data owners of what came late propose that it counts.',
  );
}

const notAllowed = (): Problem =>
  forbidden(
    'late_data.approval_not_allowed',
    'Somebody of HR approves who did not propose it, and whose own result would not change.',
  );
const changed = (): Problem =>
  new Problem(
    409,
    'late_data.changed',
    'Other late rows are held now than were looked at; look at their effect again.',
  );
const alreadyOpen = (): Problem =>
  new Problem(
    409,
    'late_data.request_open',
    'Late data of this cycle are proposed already; that proposal is decided first.',
  );
const alreadyDecided = ({ state }: RequestRow): Problem =>
  new Problem(409, 'late_data.request_decided', `The proposal is ${state} already; read it again.`, { state });
