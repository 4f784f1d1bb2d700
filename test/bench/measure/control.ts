import pg from 'pg';

/**
 * What the machine gives just now: short durable transactions of three statements, as pgbench's, by four clients for two seconds. It
 * has a database of its own, so that its commits are not counted as anybody's.
 */
export class Control {
  private constructor(private readonly clients: readonly pg.Client[]) {}

  static async open(ownerUrl: string): Promise<Control> {
    const url = new URL(ownerUrl);
    url.pathname = `/${database}`;
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`create database ${database}`);
    await owner.end();
    const clients = Array.from({ length: 4 }, () => new pg.Client({ connectionString: url.href }));
    // Without a listener a connection that is cut would end the process before it has said why.
    for (const client of clients) client.on('error', () => undefined);
    await Promise.all(clients.map((client) => client.connect()));
    for (const statement of tables) await clients[0]?.query(statement);
    return new Control(clients);
  }

  /** Transactions a second. */
  async run(): Promise<number> {
    const began = performance.now();
    const until = began + 2_000;
    const counts = await Promise.all(this.clients.map((client, index) => transactionsUntil(client, index, until)));
    const done = counts.reduce((sum, count) => sum + count, 0);
    return (done * 1_000) / (performance.now() - began);
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}

const database = 'bench_control';
const accounts = 100_000;
const tables = [
  'create table account (id integer primary key, balance bigint not null, filler text not null) with (fillfactor = 90)',
  `insert into account select n, 0, repeat('x', 80) from generate_series(1, ${accounts}) n`,
  `create table history (id bigint generated always as identity primary key, account_id integer not null, delta integer not null,
     at timestamptz not null default now())`,
  'vacuum analyze account',
];

async function transactionsUntil(client: pg.Client, index: number, until: number): Promise<number> {
  let done = 0;
  for (; performance.now() < until; done += 1) {
    const account = 1 + ((index * 25_013 + done * 7_919) % accounts);
    await client.query('begin');
    await client.query('update account set balance = balance + 1 where id = $1', [account]);
    await client.query('select balance from account where id = $1', [account]);
    await client.query('insert into history (account_id, delta) values ($1, 1)', [account]);
    await client.query('commit');
  }
  return done;
}
