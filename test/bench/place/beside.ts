import pg from 'pg';
import type { startStack } from '../../../deploy/local/stack.mjs';

type Beside = NonNullable<Parameters<typeof startStack>[0]['beside']>;

/** Rows for the floor of the click. */
export const floorRows = 100_000;

/** The floor of the click runs beside Kaohe: a service with one row to update, and a gateway that serves it beside all other operations. */
export const besideTheStack: Beside = {
  ports: ['bench-gateway', 'bench-floor'],
  start: async ({ servers, run }) => {
    await createRows(servers.databaseUrl);
    const login = servers.natsCredentials.kaohe;
    const { 'bench-floor': floorPort = 0, 'bench-gateway': gatewayPort = 0 } = servers.ports;
    const env = {
      NODE_ENV: 'production',
      TZ: 'UTC',
      NATS_URL: servers.natsUrl,
      NATS_USER: login?.user ?? '',
      NATS_PASSWORD: login?.password ?? '',
    };
    const health = `http://127.0.0.1:${floorPort}/health`;
    const floor = { KAOHE_SERVICE_DATABASE_URL: servers.databaseUrl, KAOHE_HEALTH_PORT: String(floorPort) };
    await run('bench-floor', 'test/bench/click/floor-service.js', { ...env, ...floor }, health);
    const gateway = { PORT: String(gatewayPort) };
    const address = `http://127.0.0.1:${gatewayPort}`;
    await run('bench-gateway', 'test/bench/click/floor-gateway.js', { ...env, ...gateway }, `${address}/api/health`);
    // Nobody has an e-mail address: nothing is sent there.
    return { env: {}, smtpUrl: 'smtp://127.0.0.1:1025' };
  },
};

async function createRows(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    create schema bench;
    create table bench.row (row_id integer primary key, version integer not null, filler text not null) with (fillfactor = 85);
    insert into bench.row select n, 1, repeat('x', 200) from generate_series(1, ${floorRows}) n`);
  await client.end();
}
