import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Department, DepartmentWithPeople, rolesHttp } from '../../../../libs/contracts/roles/http.js';
import type { InputOf } from '../../../../libs/contracts/route.js';
import { canEditOrganisation } from '../../../../libs/domain/access/can-edit-organisation.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { actorOf, type RolesCall, refuseUnless, scopeOf } from '../caller.js';
import { note } from '../history.js';
import { answerIdempotent } from '../idempotent.js';
import { validOn } from './assignment-rows.js';

@Injectable()
export class DepartmentsService {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  /** Names of departments are known to everybody in the company. */
  async list(call: RolesCall): Promise<{ items: DepartmentWithPeople[] }> {
    actorOf(call);
    return inTransaction(this.database, scopeOf(call), async (transaction) => ({
      items: await transaction.query<DepartmentWithPeople>(
        `select d.department_id as "departmentId", d.code, d.names, d.parent_id as "parentId",
           coalesce(p.people, 0) as people
         from roles.department d left join (
           select a.department_id, count(*)::int as people from roles.assignment a
           where a.company_id = $1 and a.recorded_to is null and ${validOn('(select roles.today())')}
           group by a.department_id
         ) p using (department_id)
         where d.company_id = $1 order by lower(d.code)`,
        [call.companyId],
      ),
    }));
  }

  async create(input: InputOf<typeof rolesHttp.createDepartment>, call: RolesCall): Promise<Department> {
    const actor = actorOf(call);
    refuseUnless(
      canEditOrganisation(actor),
      'organisation.not_allowed',
      'Only HR and administrators create departments.',
    );
    const { code, names, parentId } = input.body;
    return inTransaction(this.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, 'roles.createDepartment', input, async () => {
        if (parentId) {
          const [parent] = await transaction.query(
            'select from roles.department where company_id = $1 and department_id = $2',
            [call.companyId, parentId],
          );
          if (!parent) throw notFound('department', parentId);
        }
        const [created] = await transaction.query<Department>(
          `insert into roles.department (company_id, code, names, parent_id) values ($1, $2, $3, $4)
           on conflict do nothing
           returning department_id as "departmentId", code, names, parent_id as "parentId"`,
          [call.companyId, code, names, parentId],
        );
        if (!created) {
          throw new Problem(
            409,
            'department.code_taken',
            `Another department has the code ${code}; choose a different one.`,
            { code },
          );
        }
        await note(transaction, call, {
          action: 'department.created',
          subjectType: 'department',
          subjectId: created.departmentId,
          after: created,
        });
        return created;
      }),
    );
  }
}
