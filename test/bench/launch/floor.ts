import type pg from 'pg';
import type { Place } from '../place/place.js';

interface Table {
  readonly schema: string;
  readonly name: string;
  /** Those that are not generated. */
  readonly columns: string;
}

export interface Copied {
  readonly seconds: number;
  readonly walBytes: number;
  /** By table, those of which the launch wrote any. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * The floor of a launch: a bare COPY of the rows it wrote into the same indexed tables, in one transaction. The tables are copies of
 * ours with all their columns, checks and indexes, without row-level security and foreign keys, and hold what earlier launches wrote, as ours do.
 * The rows lie ready in files on the server, so that nothing but PostgreSQL takes part.
 */
export class LaunchFloor {
  private constructor(
    private readonly owner: pg.Pool,
    private readonly folder: string,
    private readonly tables: readonly Table[],
  ) {}

  static async open({ owner }: Place): Promise<LaunchFloor> {
    const { rows: tables } = await owner.query<Table>(
      `select table_schema as schema, table_name as name,
              string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
       from information_schema.columns
       where (table_schema in ('cycles', 'metrics') or (table_schema, table_name) = ('audit', 'entry')) and is_generated = 'NEVER'
         and (table_schema, table_name) in (select schemaname, tablename from pg_tables)
       group by table_schema, table_name order by 1, 2`,
    );
    await owner.query('drop schema if exists bench_floor cascade; create schema bench_floor');
    for (const table of tables)
      await owner.query(`create table ${copyOf(table)} (like ${table.schema}.${table.name} including all)`);
    const { rows } = await owner.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return new LaunchFloor(owner, rows[0]?.folder ?? '', tables);
  }

  /** Rows written by later transactions are a launch's. */
  async mark(): Promise<string> {
    const { rows } = await this.owner.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    return rows[0]?.xid ?? '';
  }

  /** Lays the rows written since the mark ready, then copies them in. */
  async copySince(mark: string): Promise<Copied> {
    const rows: Record<string, number> = {};
    const written: Table[] = [];
    for (const table of this.tables) {
      const file = this.fileOf(table);
      // A fresh cluster is far from the wrap-around of its transaction ids.
      const { rowCount } = await this.owner.query(
        `copy (select ${table.columns} from ${table.schema}.${table.name} where xmin::text::bigint > ${mark}) to '${file}'`,
      );
      if (!rowCount) continue;
      rows[`${table.schema}.${table.name}`] = rowCount;
      written.push(table);
    }
    const client = await this.owner.connect();
    try {
      const walBefore = await walPosition(client);
      const began = performance.now();
      await client.query('begin');
      for (const table of written) {
        await client.query(`copy ${copyOf(table)} (${table.columns}) from '${this.fileOf(table)}'`);
      }
      await client.query('commit');
      const seconds = (performance.now() - began) / 1_000;
      return { seconds, rows, walBytes: (await walPosition(client)) - walBefore };
    } finally {
      client.release();
    }
  }

  private fileOf(table: Table): string {
    return `${this.folder}/bench-${table.schema}-${table.name}.copy`;
  }
}

const copyOf = ({ schema, name }: Table): string => `bench_floor.${schema}_${name}`;

async function walPosition(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as bytes`,
  );
  return Number(rows[0]?.bytes);
}
