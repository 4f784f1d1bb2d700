import { Inject, Injectable } from '@nestjs/common';
import { substituteNamed } from '../../../../libs/contracts/cycles/events.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canNameSubstitute, canSeeSubstitution } from '../../../../libs/domain/access/can-name-substitute.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { answerIdempotent } from '../idempotent.js';
import { companyOf } from '../launch/check-launch.js';
import { companyToday } from '../launch/company-today.js';
import { type NameOf, namesFor } from '../reading/people-names.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { findSubstitution, insertSubstitution, readSubstitutions, type SubstitutionRow } from './substitution-rows.js';

type Http = typeof cyclesHttp;
type Substitution = ReplyOf<Http['nameSubstitute']>;
type Body = InputOf<Http['nameSubstitute']>['body'];

const mostCandidates = 20;
/** Longer than this somebody is not on leave. */
const mostDays = 366;

/** 休假代理: who stands in for whom, so that reviews wait for nobody who is away. */
@Injectable()
export class Substitutions {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async list(_: InputOf<Http['listSubstitutions']>, call: CyclesCall): Promise<ReplyOf<Http['listSubstitutions']>> {
    const actor = actorOf(call);
    const all = actor.grants.includes('hr') || actor.grants.includes('auditor');
    if (!all && actor.personId === null) return { items: [] };
    const rows = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      readSubstitutions(transaction, call.companyId, all ? null : actor.personId),
    );
    const seen = rows.filter((row) => canSeeSubstitution(actor, row));
    const nameOf = await namesFor(
      this.ports,
      call,
      seen.flatMap(({ personId, substituteId, namedBy }) => [personId, substituteId, namedBy]),
    );
    return { items: seen.map((row) => substitutionOf(row, call, nameOf)) };
  }

  async name(input: InputOf<Http['nameSubstitute']>, unchecked: CyclesCall): Promise<Substitution> {
    const call = actingCall(unchecked);
    const { personId, substituteId } = input.body;
    if (!canNameSubstitute(call.actor, personId))
      throw forbidden('substitution.not_allowed', 'Everybody names their own substitute; HR names anybody’s.');
    const { today } = await companyToday(this.ports, call);
    refuseDates(input.body, today);
    const { timeZone } = await companyOf(this.ports, call);
    const by = call.actor.personId;
    await knownPeople(this.ports, call, [personId, substituteId, ...(by === null ? [] : [by])]);
    const nameOf = await namesFor(this.ports, call, [personId, substituteId, by]);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.nameSubstitute.subject, input, async () =>
        substitutionOf(await write(transaction, call, input.body, timeZone), call, nameOf),
      ),
    );
    this.events.wakeRelay();
    return reply;
  }

  async end(input: InputOf<Http['endSubstitution']>, unchecked: CyclesCall): Promise<ReplyOf<Http['endSubstitution']>> {
    const call = actingCall(unchecked);
    return inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.endSubstitution.subject, input, () =>
        end(transaction, call, input.params.substitutionId),
      ),
    );
  }

  async candidates(
    { query }: InputOf<Http['substituteCandidates']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['substituteCandidates']>> {
    const call = actingCall(unchecked);
    if (call.actor.personId === null)
      throw forbidden('substitution.not_allowed', 'Everybody names their own substitute; HR names anybody’s.');
    const { people } = await this.ports.services.ask(colleagues, { search: query.search, limit: mostCandidates }, call);
    return { items: people };
  }
}

function refuseDates({ personId, substituteId, from, until }: Body, today: string): void {
  if (personId === substituteId)
    throw new Problem(422, 'substitution.oneself', 'Nobody stands in for themself; choose somebody else.');
  if (until < from || until < today)
    throw new Problem(422, 'substitution.dates', `From ${from} to ${until} is no time that lies ahead.`, {
      from,
      until,
    });
  if ((Date.parse(until) - Date.parse(from)) / 86_400_000 >= mostDays)
    throw new Problem(422, 'substitution.too_long', `A substitution lasts at most ${mostDays} days.`, {
      most: mostDays,
    });
}

async function write(
  transaction: Transaction,
  call: ActingCall,
  body: Body,
  timeZone: string,
): Promise<SubstitutionRow> {
  const { companyId, actor, requestId } = call;
  const { personId, substituteId, from, until, reason } = body;
  const by = { byPersonId: actor.personId, byAccountId: actor.accountId };
  const row = await insertSubstitution(transaction, { ...body, ...by, companyId, timeZone });
  await writeHistory(transaction, call, {
    action: 'substitution.named',
    subjectType: 'person',
    subjectId: personId,
    aboutPersonId: personId,
    after: { substitutionId: row.substitutionId, substituteId, from, until },
    reason,
    by: { ...by, requestId },
  });
  await tell(transaction, 'cycles', companyId, [
    { type: substituteNamed.type, payload: { personId, substituteId, from, until } },
  ]);
  return row;
}

async function end(
  transaction: Transaction,
  call: ActingCall,
  substitutionId: string,
): Promise<ReplyOf<Http['endSubstitution']>> {
  const { companyId, actor, requestId } = call;
  const row = await findSubstitution(transaction, companyId, substitutionId);
  if (!row || !canSeeSubstitution(actor, row)) throw notFound('substitution', substitutionId);
  if (!canNameSubstitute(actor, row.personId))
    throw forbidden('substitution.not_allowed', 'Everybody names their own substitute; HR names anybody’s.');
  if (row.over) throw new Problem(409, 'substitution.over', 'It is over already.');
  const [ended] = await transaction.query<{ at: Date }>(
    `update cycles.substitution set ended_at = platform.now(), ended_by = $3
     where company_id = $1 and substitution_id = $2 returning ended_at as at`,
    [companyId, substitutionId, actor.personId],
  );
  await writeHistory(transaction, call, {
    action: 'substitution.ended',
    subjectType: 'person',
    subjectId: row.personId,
    aboutPersonId: row.personId,
    after: { substitutionId, substituteId: row.substituteId },
    by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId },
  });
  return { substitutionId, endedAt: (ended?.at ?? row.namedAt).toISOString() };
}

const substitutionOf = (row: SubstitutionRow, call: CyclesCall, nameOf: NameOf): Substitution => ({
  substitutionId: row.substitutionId,
  person: { personId: row.personId, name: nameOf(row.personId) },
  substitute: { personId: row.substituteId, name: nameOf(row.substituteId) },
  from: row.from,
  until: row.until,
  reason: row.reason,
  now: row.now,
  namedAt: row.namedAt.toISOString(),
  namedBy: row.namedBy === null ? null : { personId: row.namedBy, name: nameOf(row.namedBy) },
  mayEnd: canNameSubstitute(actorOf(call), row.personId),
});
