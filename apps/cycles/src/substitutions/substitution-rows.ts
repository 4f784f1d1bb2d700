import type { Transaction } from '../../../../libs/platform/database/index.js';

export interface SubstitutionRow {
  readonly substitutionId: string;
  readonly personId: string;
  readonly substituteId: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly now: boolean;
  readonly over: boolean;
  readonly namedAt: Date;
  readonly namedBy: string | null;
}

const columns = `s.substitution_id as "substitutionId", s.person_id as "personId", s.substitute_id as "substituteId",
  s.from_on::text as "from", s.until_on::text as "until", s.reason,
  s.ended_at is null and s.from_at <= platform.now() and platform.now() < s.until_at as now,
  s.ended_at is not null or s.until_at <= platform.now() as over,
  s.named_at as "namedAt", s.by_person_id as "namedBy"`;

/** So many are shown: those that hold first. */
const mostShown = 200;

/** Those that hold or lie ahead; `about` null: of everybody. */
export const readSubstitutions = (
  transaction: Transaction,
  companyId: string,
  about: string | null,
): Promise<SubstitutionRow[]> =>
  transaction.query<SubstitutionRow>(
    `select ${columns} from cycles.substitution s
     where s.company_id = $1 and s.ended_at is null and s.until_at > platform.now()
       and ($2::uuid is null or s.person_id = $2 or s.substitute_id = $2)
     order by s.from_at, s.substitution_id limit ${mostShown}`,
    [companyId, about],
  );

export async function findSubstitution(
  transaction: Transaction,
  companyId: string,
  substitutionId: string,
): Promise<SubstitutionRow | undefined> {
  const [row] = await transaction.query<SubstitutionRow>(
    `select ${columns} from cycles.substitution s where s.company_id = $1 and s.substitution_id = $2 for update`,
    [companyId, substitutionId],
  );
  return row;
}

export interface NewSubstitution {
  readonly companyId: string;
  readonly personId: string;
  readonly substituteId: string;
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly reason: string;
  readonly byPersonId: string | null;
  readonly byAccountId: string;
}

export async function insertSubstitution(transaction: Transaction, named: NewSubstitution): Promise<SubstitutionRow> {
  const [row] = await transaction.query<SubstitutionRow>(
    `insert into cycles.substitution as s (company_id, person_id, substitute_id, from_on, until_on, from_at, until_at, reason,
                                           by_person_id, by_account_id)
     values ($1, $2, $3, $4::date, $5::date, $4::date::timestamp at time zone $6, ($5::date + 1)::timestamp at time zone $6, $7, $8, $9)
     returning ${columns}`,
    [
      named.companyId,
      named.personId,
      named.substituteId,
      named.from,
      named.until,
      named.timeZone,
      named.reason,
      named.byPersonId,
      named.byAccountId,
    ],
  );
  if (!row) throw new Error('a substitution was not written');
  return row;
}

/** For whom somebody stands in at this moment. */
export async function standsInFor(
  transaction: Transaction,
  companyId: string,
  personId: string | null,
): Promise<string[]> {
  if (personId === null) return [];
  const rows = await transaction.query<{ personId: string }>(
    `select distinct s.person_id as "personId" from cycles.substitution s
     where s.company_id = $1 and s.substitute_id = $2 and s.ended_at is null
       and s.from_at <= platform.now() and platform.now() < s.until_at`,
    [companyId, personId],
  );
  return rows.map((row) => row.personId);
}
