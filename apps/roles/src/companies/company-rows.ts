import type { Company, CompanySettings } from '../../../../libs/contracts/roles/company.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';

export async function readCompany(
  transaction: Transaction,
  companyId: string,
  lock: 'for update' | '' = '',
): Promise<Company> {
  const [row] = await transaction.query<Company>(
    `select version, names, default_locale as "defaultLocale", time_zone as "timeZone", watermark
     from roles.company where company_id = $1 ${lock}`,
    [companyId],
  );
  if (!row) throw notFound('company', companyId);
  return row;
}

export async function writeCompany(
  transaction: Transaction,
  companyId: string,
  { names, defaultLocale, timeZone, watermark }: CompanySettings,
): Promise<void> {
  await transaction.query(
    `update roles.company set version = version + 1, names = $2, default_locale = $3, time_zone = $4, watermark = $5
     where company_id = $1`,
    [companyId, JSON.stringify(names), defaultLocale, timeZone, watermark],
  );
}

/** The language of whom none is given for. */
export const defaultLocaleOf = async (transaction: Transaction, companyId: string): Promise<Locale> =>
  (await readCompany(transaction, companyId)).defaultLocale;
