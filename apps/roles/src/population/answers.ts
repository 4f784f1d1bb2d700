import type { DataSource } from 'typeorm';
import type { colleagues } from '../../../../libs/contracts/roles/colleagues.js';
import type {
  companies,
  contacts,
  departmentTree,
  directory,
  grantHolders,
} from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf, RequestOf } from '../../../../libs/contracts/route.js';
import { runStatement, type Transaction } from '../../../../libs/platform/database/index.js';
import { listPeople } from '../organisation/people-rows.js';

export async function readDirectory(
  transaction: Transaction,
  companyId: string,
  { after, limit }: RequestOf<typeof directory>,
): Promise<AnswerOf<typeof directory>> {
  const rows = await transaction.query<AnswerOf<typeof directory>['people'][number]>(
    `select p.person_id as "personId", p.employee_code as "employeeCode",
            coalesce(jsonb_agg(jsonb_build_object(
              'from', a.valid_from, 'to', a.valid_to, 'managerId', a.manager_id, 'positionId', a.position_id,
              'departmentId', a.department_id) order by a.valid_from) filter (where a.assignment_id is not null), '[]') as assignments
     from (select person_id, employee_code from roles.person
           where company_id = $1 and ($2::uuid is null or person_id > $2) order by person_id limit $3) p
     left join roles.assignment a on a.company_id = $1 and a.person_id = p.person_id and a.recorded_to is null
     group by p.person_id, p.employee_code order by p.person_id`,
    [companyId, after ?? null, limit + 1],
  );
  const people = rows.slice(0, limit);
  return { people, next: rows.length > limit ? (people.at(-1)?.personId ?? null) : null };
}

export async function readDepartmentTree(
  transaction: Transaction,
  companyId: string,
): Promise<AnswerOf<typeof departmentTree>> {
  return {
    departments: await transaction.query<AnswerOf<typeof departmentTree>['departments'][number]>(
      `select department_id as "departmentId", parent_id as "parentId", names from roles.department where company_id = $1
       order by department_id`,
      [companyId],
    ),
  };
}

export async function readContacts(
  transaction: Transaction,
  companyId: string,
  { personIds }: RequestOf<typeof contacts>,
): Promise<AnswerOf<typeof contacts>> {
  return {
    contacts: await transaction.query(
      `select person_id as "personId", name, email, locale from roles.person
       where company_id = $1 and person_id = any($2::uuid[]) order by person_id`,
      [companyId, personIds],
    ),
  };
}

export async function readColleagues(
  transaction: Transaction,
  companyId: string,
  { search, limit }: RequestOf<typeof colleagues>,
): Promise<AnswerOf<typeof colleagues>> {
  const rows = await listPeople(transaction, {
    companyId,
    seenBy: null,
    search,
    includeLeavers: false,
    after: null,
    limit,
  });
  const people = rows.slice(0, limit).map(({ personId, name, employeeCode, assignment }) => ({
    personId,
    name,
    employeeCode,
    positionNames: assignment?.positionNames ?? null,
  }));
  return { people };
}

/** Only who can sign in: a disabled account is told nothing. */
export async function readGrantHolders(
  transaction: Transaction,
  companyId: string,
  { grant, sourceId }: RequestOf<typeof grantHolders>,
): Promise<AnswerOf<typeof grantHolders>> {
  return {
    holders: await transaction.query(
      `select distinct a.person_id as "personId", a.account_id as "accountId"
       from roles.account_grant g join roles.account a using (company_id, account_id)
       where g.company_id = $1 and g.granted = $2 and ($3::text is null or g.source_id = $3)
         and a.disabled_at is null and a.person_id is not null
       order by a.person_id`,
      [companyId, grant, sourceId ?? null],
    ),
  };
}

export async function readCompanies(database: DataSource): Promise<AnswerOf<typeof companies>> {
  return {
    companies: await runStatement(
      database,
      'select company_id as "companyId", name, names, time_zone as "timeZone" from roles.company order by created_at',
    ),
  };
}
