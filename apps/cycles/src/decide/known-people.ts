import { contacts } from '../../../../libs/contracts/roles/messages.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { type ActingCall, scopeOf } from '../caller.js';
import { keepNames } from '../record/names.js';
import type { RecordPorts } from '../record/ports.js';

/** Whoever decides or is to do something must exist; their names are kept, so that lists ask no other service. */
export async function knownPeople(
  { database, services }: RecordPorts,
  call: ActingCall,
  personIds: readonly string[],
): Promise<void> {
  const scope = scopeOf(call);
  const known = await inTransaction(database, scope, (transaction) =>
    transaction.query<{ person_id: string }>(
      'select person_id from cycles.person_name where company_id = $1 and person_id = any($2)',
      [call.companyId, personIds],
    ),
  );
  const unknown = [...new Set(personIds)].filter((personId) => !known.some((one) => one.person_id === personId));
  if (unknown.length === 0) return;
  const { contacts: found } = await services.ask(contacts, { personIds: unknown }, call);
  const stranger = unknown.find((personId) => !found.some((contact) => contact.personId === personId));
  if (stranger !== undefined) {
    throw new Problem(422, 'person.unknown', `Nobody of the company has the id ${stranger}; choose somebody else.`, {
      personId: stranger,
    });
  }
  const names = new Map(found.map(({ personId, name }) => [personId, name]));
  await inTransaction(database, scope, (transaction) => keepNames(transaction, call.companyId, names));
}
