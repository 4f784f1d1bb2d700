import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import type { PostChange } from './timeline.js';

/** What a change names must exist in the company: the answer says which does not. */
export async function requireReferences(
  transaction: Transaction,
  companyId: string,
  { positionId, departmentId, managerId }: PostChange,
): Promise<void> {
  const [found] = await transaction.query<{ position: boolean; department: boolean; manager: boolean }>(
    `select exists (select from roles.position where company_id = $1 and position_id = $2) as position,
            exists (select from roles.department where company_id = $1 and department_id = $3) as department,
            exists (select from roles.person where company_id = $1 and person_id = $4) as manager`,
    [companyId, positionId ?? null, departmentId ?? null, managerId ?? null],
  );
  if (positionId && !found?.position) throw notFound('position', positionId);
  if (departmentId && !found?.department) throw notFound('department', departmentId);
  if (managerId && !found?.manager) throw notFound('person', managerId);
}
