import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonDetail, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { canChangeAssignment } from '../../../../libs/domain/access/can-change-assignment.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { lockTimelines } from './known-timelines.js';
import { requirePerson } from './people.service.js';
import { requireReferences } from './references.js';
import { saveTimelines } from './save-timelines.js';
import { type Changed, changeFrom, difference, endOn, type PostChange, type Timeline } from './timeline.js';

@Injectable()
export class AssignmentsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async change(input: InputOf<typeof rolesHttp.changeAssignment>, call: RolesCall): Promise<PersonDetail> {
    this.requireAllowed(call, input.params.personId);
    const { from, reason, ...change } = input.body;
    return this.save(input, call, 'roles.changeAssignment', reason, change, (timeline) =>
      changeFrom(timeline, from, change),
    );
  }

  async end(input: InputOf<typeof rolesHttp.endAssignment>, call: RolesCall): Promise<PersonDetail> {
    this.requireAllowed(call, input.params.personId);
    const { leftOn, reason } = input.body;
    return this.save(input, call, 'roles.endAssignment', reason, {}, (timeline) => endOn(timeline, leftOn));
  }

  private requireAllowed(call: RolesCall, personId: string): void {
    refuseUnless(
      canChangeAssignment(actorOf(call), personId),
      'assignment.not_allowed',
      'Only HR and administrators change assignments, and nobody their own; ask a colleague.',
    );
  }

  private async save(
    input: InputOf<typeof rolesHttp.changeAssignment> | InputOf<typeof rolesHttp.endAssignment>,
    call: RolesCall,
    subject: string,
    reason: string,
    references: PostChange,
    decide: (timeline: Timeline) => Changed,
  ): Promise<PersonDetail> {
    const { personId } = input.params;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, subject, input, async () => {
        await requirePerson(transaction, call.companyId, personId);
        await requireReferences(transaction, call.companyId, references);
        const before = (await lockTimelines(transaction, call.companyId, [personId])).get(personId) ?? [];
        const changed = decide(before);
        if (!changed.ok) throw refusals[changed.code]();
        if (references.managerId === personId) throw ownManager();
        await saveTimelines(transaction, call, [{ personId, ...difference(before, changed.timeline) }], reason);
        return requirePerson(transaction, call.companyId, personId);
      }),
    );
  }
}

const refusals = {
  'assignment.incomplete': () =>
    new Problem(
      422,
      'assignment.incomplete',
      'The person has no assignment on that date to take the rest from; give position, department and manager.',
    ),
  'assignment.not_employed': () =>
    new Problem(422, 'assignment.not_employed', 'The person would have left before the first day; give a later date.'),
};
const ownManager = () =>
  new Problem(422, 'assignment.own_manager', 'Nobody reports to themself; choose another manager.');
