import { Inject, Injectable } from '@nestjs/common';
import { appraisalCopied } from '../../../../libs/contracts/cycles/events.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canCopyAppraisal } from '../../../../libs/domain/access/can-copy-appraisal.js';
import { canSeeAppraisal } from '../../../../libs/domain/access/can-see-appraisal.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { answerIdempotent } from '../idempotent.js';
import { copyKey, keyOf, pageOf } from '../page-cursor.js';
import { findStanding, personOf, type StandingRow } from '../reading/appraisal-rows.js';
import { namesFor } from '../reading/people-names.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { countUnread, readReceived, writeCopies } from './copy-rows.js';

type Http = typeof cyclesHttp;
type Copied = ReplyOf<Http['copyAppraisal']>;
const mostCandidates = 20;

/** 抄送: shows an appraisal to somebody who would not see it, on record. */
@Injectable()
export class Copies {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async copy(input: InputOf<Http['copyAppraisal']>, unchecked: CyclesCall): Promise<Copied> {
    const call = actingCall(unchecked);
    const byPersonId = await this.copier(call, input.params.appraisalId);
    const toPersonIds = [...new Set(input.body.toPersonIds)];
    await knownPeople(this.ports, call, [...toPersonIds, byPersonId]);
    const nameOf = await namesFor(this.ports, call, [...toPersonIds, byPersonId]);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.copyAppraisal.subject, input, async () => {
        const row = await findCopyable(transaction, call, input.params.appraisalId);
        refuseRecipients(row, byPersonId, toPersonIds);
        const note = input.body.note ?? null;
        const at = await writeAct(transaction, call, row, { byPersonId, toPersonIds, note });
        const named = (personId: string) => ({ personId, name: nameOf(personId) });
        return { by: named(byPersonId), to: toPersonIds.map(named), at: at.toISOString(), note };
      }),
    );
    this.events.wakeRelay();
    return reply;
  }

  async candidates(
    { params, query }: InputOf<Http['copyCandidates']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['copyCandidates']>> {
    const call = actingCall(unchecked);
    await this.copier(call, params.appraisalId);
    const { people } = await this.ports.services.ask(colleagues, { search: query.search, limit: mostCandidates }, call);
    return { items: people };
  }

  async received({ query }: InputOf<Http['listCopies']>, call: CyclesCall): Promise<ReplyOf<Http['listCopies']>> {
    const { personId } = actorOf(call);
    if (personId === null) return { items: [], next: null, unread: 0 };
    const { rows, unread } = await inTransaction(this.ports.database, scopeOf(call), async (transaction) => ({
      rows: await readReceived(transaction, call.companyId, personId, {
        search: query.search?.replace(/[\\%_]/g, '\\$&') ?? null,
        after: keyOf(query.cursor, copyKey),
        limit: query.limit + 1,
      }),
      unread: await countUnread(transaction, call.companyId, personId),
    }));
    const nameOf = await namesFor(
      this.ports,
      call,
      rows.map(({ by }) => by),
    );
    const page = pageOf(
      rows,
      query.limit,
      ({ readAt, atKey, copyId }) => `${readAt === null ? 1 : 0}/${atKey}/${copyId}`,
      (row) => ({
        copyId: row.copyId,
        appraisalId: row.appraisalId,
        cycleId: row.cycleId,
        kind: row.kind,
        period: { from: row.periodFrom, to: row.periodTo },
        person: personOf(row),
        stage: row.stage,
        by: { personId: row.by, name: nameOf(row.by) },
        at: row.at.toISOString(),
        note: row.note,
        readAt: row.readAt?.toISOString() ?? null,
      }),
    );
    return { ...page, unread };
  }

  /** Who copies, once it is clear that they may. */
  private async copier(call: ActingCall, appraisalId: string): Promise<string> {
    await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      findCopyable(transaction, call, appraisalId),
    );
    return call.actor.personId ?? '';
  }
}

async function findCopyable(
  transaction: Transaction,
  { companyId, actor }: ActingCall,
  appraisalId: string,
): Promise<StandingRow> {
  const row = await findStanding(transaction, companyId, appraisalId);
  if (!row || !canSeeAppraisal(actor, row)) throw notFound('appraisal', appraisalId);
  if (canCopyAppraisal(actor, row)) return row;
  throw forbidden(
    'appraisal.copy_not_allowed',
    'Only those above the person, whoever reviews and HR copy an appraisal, and nobody their own.',
  );
}

function refuseRecipients(row: StandingRow, byPersonId: string, toPersonIds: readonly string[]): void {
  if (toPersonIds.includes(row.personId))
    throw new Problem(
      422,
      'copy.to_whom_it_is_about',
      'The person it is about reads it without a copy; leave them out.',
    );
  if (toPersonIds.includes(byPersonId))
    throw new Problem(422, 'copy.to_oneself', 'You read it without a copy; leave yourself out.');
}

async function writeAct(
  transaction: Transaction,
  call: ActingCall,
  row: StandingRow,
  act: { readonly byPersonId: string; readonly toPersonIds: readonly string[]; readonly note: string | null },
): Promise<Date> {
  const { companyId, actor, requestId } = call;
  const { appraisalId, cycleId, personId } = row;
  const at = await writeCopies(transaction, { companyId, appraisalId, byAccountId: actor.accountId, ...act });
  await writeHistory(transaction, call, {
    action: 'appraisal.copied',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: personId,
    after: { cycleId, toPersonIds: act.toPersonIds },
    ...(act.note === null ? {} : { reason: act.note }),
    by: { byAccountId: actor.accountId, byPersonId: act.byPersonId, requestId },
  });
  const { kind, periodFrom, periodTo } = row;
  const { byPersonId, toPersonIds } = act;
  await tell(transaction, 'cycles', companyId, [
    {
      type: appraisalCopied.type,
      payload: { cycleId, kind, periodFrom, periodTo, appraisalId, personId, toPersonIds, byPersonId },
    },
  ]);
  return at;
}
