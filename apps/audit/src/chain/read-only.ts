import type { DataSource, QueryRunner } from 'typeorm';

/** One unchanging view of one company's rows: an erasure or a sealing that ends meanwhile is seen wholly or not at all. */
export async function inSnapshot<T>(
  database: DataSource,
  companyId: string,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('set transaction read only');
    await runner.query(`select set_config('kaohe.company_id', $1, true)`, [companyId]);
    return await work(runner);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

export interface StreamHead {
  readonly companyId: string;
  readonly seq: number;
  readonly hash: string;
}

/** Where every company's chain stands. */
export async function readHeads(database: DataSource): Promise<{ at: string; heads: StreamHead[] }> {
  const rows: { company_id: string | null; seq: string; hash: string; at: Date }[] = await database.query(
    `select company_id, seq, encode(hash, 'hex') as hash, platform.now() as at
     from (select) one left join audit.streams() on true order by company_id`,
  );
  const heads = rows.flatMap((row) =>
    row.company_id === null ? [] : [{ companyId: row.company_id, seq: Number(row.seq), hash: row.hash }],
  );
  return { at: (rows[0]?.at ?? new Date()).toISOString(), heads };
}
