import pg from 'pg';
import { sqlSource } from '../../../../libs/contracts/metrics/source-config.js';
import { emptyDatabase } from '../../../../test/support/servers.js';
import type { SourceRow } from '../mapping/row.js';
import type { SourceTotal } from './port.js';
import { SqlConnector } from './sql-connector.js';

const october = { from: '2026-10-01', to: '2026-11-01' };

describe('the SQL connector', () => {
  let erp: Awaited<ReturnType<typeof emptyDatabase>>;

  beforeAll(async () => {
    erp = await emptyDatabase();
    await run(`
      create table sales_order (order_no int primary key, seller text, ordered_on date, booked_at timestamptz, amount numeric(14, 2));
      insert into sales_order
        select n, 'E' || n % 7, date '2026-09-28' + n % 40, timestamptz '2026-10-01 08:00+08' + n * interval '1 minute', 0.1 + n
        from generate_series(1, 5001) n`);
  }, 60_000);
  afterAll(() => erp.drop());

  async function run(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: erp.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  async function fetchAll(
    dataset: Record<string, unknown>,
    source: Record<string, unknown> = {},
    url = erp.url,
  ): Promise<{ rows: SourceRow[]; totals: readonly SourceTotal[] }> {
    const config = sqlSource.parse({
      kind: 'sql',
      mode: 'snapshot',
      inputs: ['sales_amount'],
      connection: 'env:KAOHE_SOURCE_ERP_URL',
      datasets: [
        {
          datasetId: 'orders',
          names: { 'zh-Hant': '訂單', 'zh-Hans': '订单', en: 'Orders' },
          mapping: {
            rowKey: ['order_no'],
            employeeCode: 'seller',
            occurredOn: { column: 'ordered_on', as: 'date' },
            observations: [{ input: 'sales_amount', value: { column: 'amount' } }],
          },
          ...dataset,
        },
      ],
      ...source,
    });
    const delivery = new SqlConnector(config, { KAOHE_SOURCE_ERP_URL: url }).fetch(october);
    const rows: SourceRow[] = [];
    for await (const row of delivery.rows) rows.push(row);
    return { rows, totals: delivery.totals() };
  }

  it('reads the period’s rows through a cursor, each value as PostgreSQL prints it, with the source’s totals', async () => {
    const { rows, totals } = await fetchAll({
      query: 'select * from sales_order where ordered_on >= $1 and ordered_on < $2 order by order_no;',
      totalsQuery: `select 'sales_amount' as measure, sum(amount) as total from sales_order where ordered_on >= $1 and ordered_on < $2`,
    });
    const [expected] = await run(
      `select count(*)::int as rows, sum(amount)::text as total from sales_order where ordered_on >= '2026-10-01' and ordered_on < '2026-11-01'`,
    );
    expect(rows).toHaveLength(Number(expected?.rows));
    expect(totals).toEqual([{ datasetId: 'orders', measure: 'sales_amount', total: expected?.total }]);
    expect(rows[0]).toEqual({
      datasetId: 'orders',
      rowNo: 1,
      raw: {
        order_no: '3',
        seller: 'E3',
        ordered_on: '2026-10-01',
        booked_at: '2026-10-01 00:03:00+00',
        amount: '3.10',
      },
    });
  });

  it('can read the whole of a table in one go without parameters', async () => {
    expect((await fetchAll({ query: 'select * from sales_order' })).rows).toHaveLength(5001);
  });

  it.each([
    ['a write', `delete from sales_order returning order_no`],
    ['a write in a query', `with gone as (delete from sales_order returning *) select * from gone`],
    ['a second statement', 'select 1; commit; delete from sales_order'],
    ['a column that does not exist', 'select nothing from sales_order where ordered_on >= $1'],
  ])('refuses %s', async (_, query) => {
    await expect(fetchAll({ query })).rejects.toMatchObject({ status: 422, code: 'source.query_refused' });
    expect(await run('select count(*)::int as rows from sales_order')).toEqual([{ rows: 5001 }]);
  });

  it('refuses totals that write or end the transaction', async () => {
    const query = 'select * from sales_order limit 1';
    for (const totalsQuery of ['delete from sales_order', `select 'rows' as measure, 1 as total; commit`]) {
      await expect(fetchAll({ query, totalsQuery })).rejects.toMatchObject({ code: 'source.query_refused' });
    }
  });

  it('stops a query that takes too long', async () => {
    await expect(fetchAll({ query: 'select pg_sleep(30)' }, { statementTimeoutMs: 1_000 })).rejects.toMatchObject({
      status: 503,
      code: 'source.timeout',
    });
  });

  it('says that a database cannot be reached without showing its address', async () => {
    const problem = await fetchAll({ query: 'select 1' }, {}, 'postgres://me:hidden@127.0.0.1:1/erp').catch(
      (error: unknown) => error,
    );
    expect(problem).toMatchObject({ status: 503, code: 'source.unreachable' });
    expect(String(problem)).not.toContain('hidden');
  });
});
