import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Actor, Grant } from '../../../../libs/contracts/values.js';
import { inTransaction, openDatabase, type Transaction } from '../../../../libs/platform/database/index.js';
import { freshDatabase } from '../../../../test/support/servers.js';
import type { RolesCall } from '../caller.js';
import { createCompany } from '../companies/create-company.js';
import { importOrganisation } from '../imports/import-organisation.js';
import { loadStandards } from '../standards/load-standards.js';

export const adminPassword = 'river-lamp-seventy-four';

export interface Office {
  readonly database: DataSource;
  readonly companyId: string;
  readonly callAs: (actor: Partial<Actor> & { grants?: Grant[] }) => RolesCall;
  readonly operator: { companyId: string; requestId: string; actor: null };
  readonly query: Transaction['query'];
  /** As the database's owner, outside row-level security. */
  readonly asOwner: (sql: string) => Promise<unknown>;
  /** Person ids by employee code. */
  readonly ids: () => Promise<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** A company with the shipped standards on a database of its own, as the service's own role. */
export async function openOffice(): Promise<Office> {
  const fresh = await freshDatabase();
  const database = await openDatabase(fresh.urlOf('roles'), { applicationName: 'roles-test' });
  const { companyId } = await createCompany(database, 'test', {
    name: '營銷中心',
    timeZone: 'Asia/Shanghai',
    adminLogin: 'admin',
    password: adminPassword,
  });
  const operator = { companyId, requestId: 'test', actor: null };
  await inTransaction(database, operator, (transaction) => loadStandards(transaction, operator));
  const query: Transaction['query'] = (sql, parameters) =>
    inTransaction(database, operator, (transaction) => transaction.query(sql, parameters));
  return {
    database,
    companyId,
    operator,
    query,
    callAs: (actor) => ({
      requestId: 'test',
      companyId,
      locale: 'en',
      actor: { accountId: randomUUID(), personId: null, sessionId: randomUUID(), grants: [], sourceIds: [], ...actor },
    }),
    asOwner: async (sql) => {
      const owner = await openDatabase(fresh.url, { applicationName: 'roles-test-owner', poolSize: 1 });
      try {
        return await owner.query(sql);
      } finally {
        await owner.destroy();
      }
    },
    ids: async () => {
      const rows = await query<{ employee_code: string; person_id: string }>(
        'select employee_code, person_id from roles.person',
      );
      return Object.fromEntries(rows.map((row) => [row.employee_code, row.person_id]));
    },
    close: async () => {
      await database.destroy();
      await fresh.drop();
    },
  };
}

export const peopleHeader = 'employee code,name,email,position,department,manager code,from,left on';

/** Departments by code, each below the one before it or none. */
export async function createDepartments(office: Office, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    await office.query(`insert into roles.department (company_id, code, names) values ($1, $2, $3)`, [
      office.companyId,
      code,
      JSON.stringify({ 'zh-Hant': code, 'zh-Hans': code, en: code }),
    ]);
  }
}

/** People as lines of the import, loaded by an operator. */
export const loadPeople = (office: Office, ...lines: string[]) =>
  importOrganisation(
    office.database,
    office.operator,
    { name: `people-${randomUUID()}.csv`, content: Buffer.from([peopleHeader, ...lines].join('\n')) },
    { dryRun: false },
  );
