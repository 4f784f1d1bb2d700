import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { createAccount } from '../accounts/write-account.js';
import { note } from '../history.js';
import { readCompanies } from '../population/answers.js';

export interface NewCompany {
  readonly name: string;
  readonly timeZone: string;
  readonly adminLogin: string;
  readonly password?: string | undefined;
}
export interface CreatedCompany {
  readonly companyId: string;
  /** false: it had been created before, and nothing was changed. */
  readonly created: boolean;
  readonly initialPassword: string | null;
}

/** The first company of an installation with its first administrator, who creates all other accounts. Repeating it changes nothing. */
export async function createCompany(
  database: DataSource,
  requestId: string,
  { name, timeZone, adminLogin, password }: NewCompany,
): Promise<CreatedCompany> {
  await requireTimeZone(database, timeZone);
  const { companies } = await readCompanies(database);
  const same = companies.find((company) => company.name === name);
  if (same) return { companyId: same.companyId, created: false, initialPassword: null };
  const companyId = randomUUID();
  const by = { companyId, requestId, actor: null };
  return inTransaction(database, by, async (transaction) => {
    await transaction.query('insert into roles.company (company_id, name, time_zone) values ($1, $2, $3)', [
      companyId,
      name,
      timeZone,
    ]);
    await note(transaction, by, {
      action: 'company.created',
      subjectType: 'company',
      subjectId: companyId,
      after: { name, timeZone },
    });
    const { initialPassword } = await createAccount(transaction, by, {
      login: adminLogin,
      personId: null,
      password,
      grants: [{ grant: 'administrator', sourceId: null }],
      locale: 'zh-Hant',
    });
    return { companyId, created: true, initialPassword };
  });
}

/** Of the database, which reckons in it. */
async function requireTimeZone(database: DataSource, timeZone: string): Promise<void> {
  const [known] = await runStatement(database, 'select from pg_timezone_names where name = $1', [timeZone]);
  if (known) return;
  throw new Problem(
    422,
    'company.time_zone_unknown',
    `There is no time zone ${timeZone}; use one like Asia/Shanghai.`,
    {
      timeZone,
    },
  );
}
