import { contacts, type PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import { inParts } from './events.js';
import type { Services } from './ports.js';

type Names = ReadonlyMap<string, string>;

/** Names of the members and of everybody they and the cycle refer to: roles is asked only for those the members do not tell. */
export async function namesOf(
  services: Services,
  call: Call,
  members: readonly PopulationMember[],
  others: readonly string[],
): Promise<Names> {
  const names = new Map(members.map(({ personId, name }) => [personId, name]));
  const above = members.flatMap(({ managerId, managerPath }) => [...(managerId ? [managerId] : []), ...managerPath]);
  const unknown = [...new Set([...others, ...above])].filter((personId) => !names.has(personId));
  for (const personIds of inParts(unknown)) {
    const answer = await services.ask(contacts, { personIds }, call);
    for (const { personId, name } of answer.contacts) names.set(personId, name);
  }
  return names;
}

export async function keepNames(transaction: Transaction, companyId: string, names: Names): Promise<void> {
  await transaction.query(
    `insert into cycles.person_name (company_id, person_id, name)
     select $1, n.person_id, n.name from unnest($2::uuid[], $3::text[]) as n (person_id, name) order by n.person_id
     on conflict (company_id, person_id) do update set name = excluded.name where person_name.name <> excluded.name`,
    [companyId, [...names.keys()], [...names.values()]],
  );
}
