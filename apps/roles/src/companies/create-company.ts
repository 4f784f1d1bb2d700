import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Locale } from '../../../../libs/contracts/values.js';
import { inTransaction, runStatement } from '../../../../libs/platform/database/index.js';
import { createAccount } from '../accounts/write-account.js';
import { note } from '../history.js';
import { readCompanies } from '../population/answers.js';
import { requireTimeZone } from './time-zone.js';

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

/** Until an administrator chooses another. */
const firstLocale: Locale = 'zh-Hant';

/** The first company of an installation with its first administrator, who creates all other accounts. Repeating it changes nothing. */
export async function createCompany(
  database: DataSource,
  requestId: string,
  { name, timeZone, adminLogin, password }: NewCompany,
): Promise<CreatedCompany> {
  await requireTimeZone((sql, parameters) => runStatement(database, sql, parameters), timeZone);
  const { companies } = await readCompanies(database);
  const same = companies.find((company) => company.name === name);
  if (same) return { companyId: same.companyId, created: false, initialPassword: null };
  const companyId = randomUUID();
  const by = { companyId, requestId, actor: null };
  return inTransaction(database, by, async (transaction) => {
    await transaction.query(
      'insert into roles.company (company_id, name, names, time_zone, default_locale) values ($1, $2, $3, $4, $5)',
      [companyId, name, JSON.stringify({ 'zh-Hant': name, 'zh-Hans': name, en: name }), timeZone, firstLocale],
    );
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
      locale: firstLocale,
    });
    return { companyId, created: true, initialPassword };
  });
}
