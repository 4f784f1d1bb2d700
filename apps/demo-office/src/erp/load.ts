import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { copyInto, inTransaction, openDatabase, runStatement } from '../../../../libs/platform/database/index.js';
import type { Table } from './tables.js';

const databaseName = 'erp';
/** The login Kaohe gets: it reads and can do nothing else. */
export const readerRole = 'kaohe_erp_reader';

export function erpUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${databaseName}`;
  return url.toString();
}

/** What `KAOHE_SOURCE_ERP_URL` is set to. */
export function erpReaderUrl(ownerUrl: string, password: string): string {
  const url = new URL(erpUrl(ownerUrl));
  url.username = readerRole;
  url.password = password;
  return url.toString();
}

export const erpIsThere = (ownerUrl: string): Promise<boolean> => withDatabase(ownerUrl, isThere);

async function isThere(database: DataSource): Promise<boolean> {
  const rows = await runStatement(database, 'select 1 from pg_database where datname = $1', [databaseName]);
  return rows.length > 0;
}

/** Fills the ERP anew: all of it in one transaction, so that whoever reads meanwhile sees the old or the new one. */
export async function loadErp(ownerUrl: string, readerPassword: string, tables: readonly Table[]): Promise<void> {
  await withDatabase(ownerUrl, async (database) => {
    if (!(await isThere(database))) await runStatement(database, `create database ${databaseName}`);
    await grantReader(database, readerPassword);
  });
  await withDatabase(erpUrl(ownerUrl), async (database) => {
    // The ERP knows nothing of Kaohe's companies.
    await inTransaction(database, { companyId: '' }, async (transaction) => {
      await transaction.query('drop schema public cascade');
      await transaction.query('create schema public');
      await transaction.query(readFileSync(join(projectRoot, 'apps/demo-office/erp/schema.sql'), 'utf8'));
      for (const table of tables) await copyInto(transaction, table.name, table.columns, table.rows);
      await transaction.query(`grant usage on schema public to ${readerRole}`);
      await transaction.query(`grant select on all tables in schema public to ${readerRole}`);
    });
    await runStatement(database, 'analyze');
  });
}

async function grantReader(database: DataSource, password: string): Promise<void> {
  await runStatement(
    database,
    `do $$ begin create role ${readerRole} login; exception when duplicate_object then null; end $$`,
  );
  const [row] = await runStatement<{ statement: string }>(
    database,
    `select format('alter role ${readerRole} password %L', $1::text) as statement`,
    [password],
  );
  await runStatement(database, row?.statement ?? '');
  await runStatement(database, `alter role ${readerRole} set default_transaction_read_only = on`);
  await runStatement(database, `revoke connect on database ${databaseName} from public`);
  await runStatement(database, `grant connect on database ${databaseName} to ${readerRole}`);
}

async function withDatabase<T>(url: string, work: (database: DataSource) => Promise<T>): Promise<T> {
  const database = await openDatabase(url, { applicationName: 'demo-office', poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}
