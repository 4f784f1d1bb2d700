import { Inject, Injectable } from '@nestjs/common';
import { mostComments } from '../../../../libs/contracts/cycles/comments.js';
import { appraisalCommented } from '../../../../libs/contracts/cycles/events.js';
import { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canCommentAppraisal } from '../../../../libs/domain/access/can-comment-appraisal.js';
import { canSeeAppraisal } from '../../../../libs/domain/access/can-see-appraisal.js';
import { refuse } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound, Problem } from '../../../../libs/platform/http/index.js';
import { EventBus } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { type ActingCall, actingCall, type CyclesCall, scopeOf } from '../caller.js';
import { knownPeople } from '../decide/known-people.js';
import { problemOfRefusal } from '../decide/refusal-problem.js';
import { answerIdempotent } from '../idempotent.js';
import { findStanding, type StandingRow } from '../reading/appraisal-rows.js';
import { namesFor } from '../reading/people-names.js';
import { readCycle } from '../record/cycle-row.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';

type Http = typeof cyclesHttp;
type Body = InputOf<Http['commentAppraisal']>['body'];

interface Written {
  readonly commentId: string;
  readonly at: Date;
}

/** 評論: something said about an appraisal, to whom it is meant for, on record. */
@Injectable()
export class Comments {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  async comment(
    input: InputOf<Http['commentAppraisal']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['commentAppraisal']>> {
    const call = actingCall(unchecked);
    const personId = call.actor.personId ?? '';
    if (call.actor.personId !== null) await knownPeople(this.ports, call, [personId]);
    const nameOf = await namesFor(this.ports, call, [call.actor.personId]);
    const reply = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.commentAppraisal.subject, input, async () => {
        const { commentId, at } = await write(transaction, call, input.params.appraisalId, input.body);
        return { commentId, by: { personId, name: nameOf(personId) }, at: at.toISOString(), ...input.body };
      }),
    );
    this.events.wakeRelay();
    return reply;
  }
}

async function write(transaction: Transaction, call: ActingCall, appraisalId: string, body: Body): Promise<Written> {
  const row = await findStanding(transaction, call.companyId, appraisalId);
  if (!row || !canSeeAppraisal(call.actor, row)) throw notFound('appraisal', appraisalId);
  if (!canCommentAppraisal(call.actor, row))
    throw forbidden(
      'comment.not_allowed',
      'The person, those above, whoever holds a task of it and HR comment an appraisal.',
    );
  const { state } = await readCycle(transaction, { ...call, cycleId: row.cycleId });
  if (state === 'closed' || state === 'cancelled') throw problemOfRefusal(refuse('cycle.not_running', { state }));
  const written = await insert(transaction, call, row, body);
  await note(transaction, call, row, written.commentId, body);
  return written;
}

async function insert(
  transaction: Transaction,
  { companyId, actor }: ActingCall,
  { appraisalId }: StandingRow,
  { text, forPerson }: Body,
): Promise<Written> {
  const [written] = await transaction.query<Written>(
    `insert into cycles.comment (company_id, appraisal_id, by_person_id, by_account_id, text, for_person)
     select $1, $2, $3, $4, $5, $6
     where (select count(*) from cycles.comment c where c.company_id = $1 and c.appraisal_id = $2) < $7
     returning comment_id as "commentId", written_at as at`,
    [companyId, appraisalId, actor.personId, actor.accountId, text, forPerson, mostComments],
  );
  if (written) return written;
  throw new Problem(409, 'comment.too_many', `An appraisal holds at most ${mostComments} comments.`, {
    most: mostComments,
  });
}

async function note(
  transaction: Transaction,
  call: ActingCall,
  row: StandingRow,
  commentId: string,
  { text, forPerson }: Body,
): Promise<void> {
  const { companyId, actor, requestId } = call;
  const { appraisalId, cycleId, personId, kind, periodFrom, periodTo } = row;
  await writeHistory(transaction, call, {
    action: 'appraisal.commented',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: personId,
    after: { cycleId, commentId, forPerson },
    reason: text,
    by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId },
  });
  const toPersonIds = await listeners(transaction, call, row, forPerson);
  if (toPersonIds.length === 0) return;
  await tell(transaction, 'cycles', companyId, [
    {
      type: appraisalCommented.type,
      payload: {
        ...{ cycleId, kind, periodFrom, periodTo, appraisalId, personId },
        toPersonIds,
        byPersonId: actor.personId,
      },
    },
  ]);
}

/** Whoever has it before them now, whoever reviews it, and the person where it is meant for them and may be read; never who wrote it. */
async function listeners(
  transaction: Transaction,
  { companyId, actor }: ActingCall,
  { appraisalId, personId, reviewerId, released }: StandingRow,
  forPerson: boolean,
): Promise<string[]> {
  const open = await transaction.query<{ assignee: string }>(
    'select assignee_id as assignee from cycles.task where company_id = $1 and appraisal_id = $2 and closed_at is null',
    [companyId, appraisalId],
  );
  const told = new Set([reviewerId, ...open.map(({ assignee }) => assignee)]);
  told.delete(personId);
  if (forPerson && released) told.add(personId);
  told.delete(actor.personId ?? '');
  return [...told];
}
