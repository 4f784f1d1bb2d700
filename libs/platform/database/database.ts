import { DataSource, type QueryRunner } from 'typeorm';

/** The company and person a transaction works for; row-level security reads them. */
export interface TransactionScope {
  readonly companyId: string;
  /** null: the system itself (a deadline, a relay). */
  readonly personId?: string | null;
}

/** One PostgreSQL transaction. `query` takes `$1` parameters; rows come back as objects, `numeric` and `bigint` as strings. */
export interface Transaction {
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The connection itself, for COPY. */
  readonly runner: QueryRunner;
}

export async function openDatabase(
  url: string,
  options: { applicationName: string; poolSize?: number },
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: options.applicationName,
    poolSize: options.poolSize ?? 10,
    synchronize: false,
    migrationsRun: false,
    // A connection that cannot be had within 5 s becomes a 503 the caller may retry, not a hung request.
    connectTimeoutMS: 5_000,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    extra: { statement_timeout: 120_000, idle_in_transaction_session_timeout: 60_000 },
  });
  return dataSource.initialize();
}

/** Runs `work` in one transaction, with the company (and person) set for row-level security until its end. */
export async function inTransaction<T>(
  database: DataSource,
  scope: TransactionScope,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const runner = database.createQueryRunner();
  try {
    return await inTransactionOn(runner, scope, work);
  } finally {
    await runner.release();
  }
}

/** The same on a connection the caller holds, for work whose temporary tables outlive a transaction. */
export async function inTransactionOn<T>(
  runner: QueryRunner,
  scope: TransactionScope,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    await runner.startTransaction();
    await runner.query(`select set_config('kaohe.company_id', $1, true), set_config('kaohe.person_id', $2, true)`, [
      scope.companyId,
      scope.personId ?? '',
    ]);
    const result = await work({ query: (sql, parameters) => query(runner, sql, parameters), runner });
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}

async function query<Row>(runner: QueryRunner, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const result: unknown = await runner.query(sql, [...parameters]);
  return rowsOf<Row>(result);
}

/** TypeORM answers UPDATE and DELETE with `[rows, count]`; every caller here wants the rows alone. */
export function rowsOf<Row>(result: unknown): Row[] {
  if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') {
    return result[0] as Row[];
  }
  return (result ?? []) as Row[];
}

/** A statement outside a transaction of ours: relays, sealers and health checks, which work for no one company. */
export async function runStatement<Row = Record<string, unknown>>(
  database: DataSource,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return rowsOf<Row>(await database.query(sql, [...parameters]));
}
