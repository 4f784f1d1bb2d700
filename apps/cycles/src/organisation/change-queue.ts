import { assignmentsChanged } from '../../../../libs/contracts/roles/events.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { Event } from '../../../../libs/platform/messaging/index.js';

export interface WaitingChange {
  readonly personId: string;
  readonly from: string;
}

/** So many people are followed at a time. */
const mostAtOnce = 200;

/** What roles tells of people becomes rows of our own: roles may be away when they are worked off, and a change may lie ahead. */
export async function noteChanges(event: Event, transaction: Transaction): Promise<void> {
  const { personIds, from } = assignmentsChanged.payload.parse(event.payload);
  await transaction.query(
    `insert into cycles.person_change (company_id, person_id, from_on)
     select $1, p, $3::date from unnest($2::uuid[]) p
     on conflict (company_id, person_id, from_on) do update set next_attempt_at = now(), attempts = 0, last_error = null`,
    [event.companyId, personIds, from],
  );
}

/** The company whose turn it is, its changes held until the transaction ends. */
export async function leaseChanges(
  transaction: Transaction,
): Promise<{ readonly companyId: string; readonly changes: WaitingChange[] } | null> {
  const [turn] = await transaction.query<{ companyId: string }>(
    `select company_id as "companyId" from cycles.person_change
     where next_attempt_at <= now() order by next_attempt_at limit 1 for update skip locked`,
  );
  if (!turn) return null;
  const changes = await transaction.query<WaitingChange>(
    `select person_id as "personId", from_on::text as "from" from cycles.person_change
     where company_id = $1 and next_attempt_at <= now() order by next_attempt_at, person_id limit $2 for update skip locked`,
    [turn.companyId, mostAtOnce],
  );
  return { companyId: turn.companyId, changes };
}

export async function forget(
  transaction: Transaction,
  companyId: string,
  changes: readonly WaitingChange[],
): Promise<void> {
  await transaction.query(
    `delete from cycles.person_change c using unnest($2::uuid[], $3::date[]) d (person_id, from_on)
     where c.company_id = $1 and c.person_id = d.person_id and c.from_on = d.from_on`,
    [companyId, changes.map(({ personId }) => personId), changes.map(({ from }) => from)],
  );
}

/** Until the day comes. */
export async function lookAgain(
  transaction: Transaction,
  companyId: string,
  changes: readonly WaitingChange[],
): Promise<void> {
  await transaction.query(
    `update cycles.person_change c set next_attempt_at = now() + interval '10 minutes'
     from unnest($2::uuid[], $3::date[]) d (person_id, from_on)
     where c.company_id = $1 and c.person_id = d.person_id and c.from_on = d.from_on`,
    [companyId, changes.map(({ personId }) => personId), changes.map(({ from }) => from)],
  );
}

/** Roles is away, or something stands in the way: again after 1 s, 2 s, 4 s … five minutes. */
export async function postpone(transaction: Transaction, companyId: string, error: unknown): Promise<void> {
  await transaction.query(
    `update cycles.person_change
     set attempts = attempts + 1, last_error = left($2, 500),
         next_attempt_at = now() + least(power(2, least(attempts, 10)), 300) * interval '1 second'
     where company_id = $1 and next_attempt_at <= now()`,
    [companyId, String(error)],
  );
}
