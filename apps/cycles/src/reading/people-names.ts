import { contacts } from '../../../../libs/contracts/roles/messages.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import { inParts } from '../record/events.js';
import { keepNames } from '../record/names.js';
import type { RecordPorts } from '../record/ports.js';

export type NameOf = (personId: string) => string;

/** Longer than this a page does not wait for a name. */
const patienceMs = 1_000;
const unknownName = '—';

/** Names of people as the cycles know them. Whoever they do not know yet (a colleague of HR who decided something) is asked for once. */
export async function namesFor(
  { database, services }: Pick<RecordPorts, 'database' | 'services'>,
  call: Call,
  people: Iterable<string | null>,
): Promise<NameOf> {
  const personIds = [...new Set(people)].filter((personId) => personId !== null);
  if (personIds.length === 0) return () => unknownName;
  const { companyId } = call;
  const kept = await inTransaction(database, { companyId }, (transaction) =>
    transaction.query<{ person_id: string; name: string }>(
      'select person_id, name from cycles.person_name where company_id = $1 and person_id = any($2::uuid[])',
      [companyId, personIds],
    ),
  );
  const names = new Map(kept.map(({ person_id, name }) => [person_id, name]));
  const asked = await askFor(
    services,
    call,
    personIds.filter((personId) => !names.has(personId)),
  );
  if (asked.size > 0) {
    await inTransaction(database, { companyId }, (transaction) => keepNames(transaction, companyId, asked));
  }
  return (personId) => names.get(personId) ?? asked.get(personId) ?? unknownName;
}

async function askFor(
  services: RecordPorts['services'],
  call: Call,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const part of inParts(personIds)) {
    // A page shows what it has: a name that roles cannot tell now is told by the next page.
    const answer = await services
      .ask({ ...contacts, timeoutMs: patienceMs }, { personIds: part }, call)
      .catch(() => ({ contacts: [] }));
    for (const { personId, name } of answer.contacts) names.set(personId, name);
  }
  return names;
}
