import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonDetail, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import { canEditOrganisation } from '../../../../libs/domain/access/can-edit-organisation.js';
import { canSeePerson } from '../../../../libs/domain/access/can-see-person.js';
import { seesAllPeople } from '../../../../libs/domain/access/sees-all-people.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { defaultLocaleOf } from '../companies/company-rows.js';
import { note } from '../history.js';
import { answerIdempotent } from '../idempotent.js';
import { keyOf, pageOf } from '../page-cursor.js';
import { readAssignments } from './assignment-rows.js';
import { listPeople, readManagersToday, readPerson } from './people-rows.js';
import { requireReferences } from './references.js';
import { saveTimelines } from './save-timelines.js';

@Injectable()
export class PeopleService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async list(
    input: InputOf<typeof rolesHttp.listPeople>,
    call: RolesCall,
  ): Promise<ReplyOf<typeof rolesHttp.listPeople>> {
    const actor = actorOf(call);
    const { cursor, includeLeavers, ...query } = input.query;
    if (!seesAllPeople(actor) && actor.personId === null) return { items: [], next: null };
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const rows = await listPeople(transaction, {
        ...query,
        companyId: call.companyId,
        seenBy: seesAllPeople(actor) ? null : actor.personId,
        includeLeavers: includeLeavers === 'true',
        after: keyOf(cursor),
      });
      return pageOf(rows, query.limit, ({ key: _, ...person }) => person);
    });
  }

  async get(input: InputOf<typeof rolesHttp.getPerson>, call: RolesCall): Promise<PersonDetail> {
    const actor = actorOf(call);
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      readVisiblePerson(transaction, call.companyId, actor, input.params.personId),
    );
  }

  async assignments(
    input: InputOf<typeof rolesHttp.listAssignments>,
    call: RolesCall,
  ): Promise<ReplyOf<typeof rolesHttp.listAssignments>> {
    const actor = actorOf(call);
    const { personId } = input.params;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      await readVisiblePerson(transaction, call.companyId, actor, personId);
      return {
        items: await readAssignments(transaction, { companyId: call.companyId, personId, ...input.query }),
      };
    });
  }

  async create(input: InputOf<typeof rolesHttp.createPerson>, call: RolesCall): Promise<PersonDetail> {
    const actor = actorOf(call);
    refuseUnless(canEditOrganisation(actor), 'organisation.not_allowed', 'Only HR and administrators create people.');
    const { assignment, ...person } = input.body;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, 'roles.createPerson', input, async () => {
        await requireReferences(transaction, call.companyId, assignment);
        const [created] = await transaction.query<{ personId: string }>(
          `insert into roles.person (company_id, employee_code, name, email, locale) values ($1, $2, $3, $4, $5)
           on conflict do nothing returning person_id as "personId"`,
          [
            call.companyId,
            person.employeeCode,
            person.name,
            person.email,
            person.locale ?? (await defaultLocaleOf(transaction, call.companyId)),
          ],
        );
        if (!created) {
          throw new Problem(
            409,
            'person.employee_code_taken',
            `Somebody has the employee code ${person.employeeCode} already; choose a different one.`,
            { employeeCode: person.employeeCode },
          );
        }
        await note(transaction, call, {
          action: 'person.created',
          subjectType: 'person',
          subjectId: created.personId,
          aboutPersonId: created.personId,
          after: person,
        });
        await saveTimelines(
          transaction,
          call,
          [{ personId: created.personId, closed: [], added: [{ ...assignment, to: null }] }],
          null,
        );
        return requirePerson(transaction, call.companyId, created.personId);
      }),
    );
  }

  async update(input: InputOf<typeof rolesHttp.updatePerson>, call: RolesCall): Promise<PersonDetail> {
    const actor = actorOf(call);
    refuseUnless(canEditOrganisation(actor), 'organisation.not_allowed', 'Only HR and administrators change people.');
    const { personId } = input.params;
    return inTransaction(this.database, scopeOf(call), async (transaction) => {
      const before = await requirePerson(transaction, call.companyId, personId);
      const after = { name: before.name, email: before.email, ...input.body };
      await transaction.query(
        'update roles.person set name = $3, email = $4 where company_id = $1 and person_id = $2',
        [call.companyId, personId, after.name, after.email],
      );
      await note(transaction, call, {
        action: 'person.changed',
        subjectType: 'person',
        subjectId: personId,
        aboutPersonId: personId,
        before: { name: before.name, email: before.email },
        after,
      });
      return requirePerson(transaction, call.companyId, personId);
    });
  }
}

export async function requirePerson(
  transaction: Transaction,
  companyId: string,
  personId: string,
): Promise<PersonDetail> {
  const person = await readPerson(transaction, companyId, personId);
  if (!person) throw notFound('person', personId);
  return person;
}

/** Whoever may not be seen is not found. */
async function readVisiblePerson(
  transaction: Transaction,
  companyId: string,
  actor: Actor,
  personId: string,
): Promise<PersonDetail> {
  const managers = await readManagersToday(transaction, companyId, personId);
  if (!canSeePerson(actor, { personId, managers })) throw notFound('person', personId);
  return requirePerson(transaction, companyId, personId);
}
