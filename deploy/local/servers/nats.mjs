import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Supervised } from '../supervise.mjs';
import { natsConfig } from './nats-config.mjs';
import { obtain } from './obtain.mjs';

/**
 * A NATS server with JetStream of our own on the loopback interface.
 * @param {{ dataDir: string, port: number, monitorPort: number, users: readonly import('./nats-config.mjs').NatsUser[],
 *   log: (line: string) => void, onGivenUp: (cause: Error) => void }} options
 */
export async function natsServer({ dataDir, port, monitorPort, users, log, onGivenUp }) {
  const bin = await obtain('nats', 'NATS_URL', log);
  const folder = join(dataDir, 'nats');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const config = join(folder, 'nats.conf');
  writeFileSync(config, natsConfig({ port, monitorPort, storeFolder: join(folder, 'store'), users }), { mode: 0o600 });
  const supervised = new Supervised({
    name: 'nats',
    command: join(bin, 'nats-server'),
    args: ['-c', config],
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    dataDir,
    log,
    onGivenUp,
    giveUpAfterMs: 60_000,
    output: 'raw',
    healthUrl: `http://127.0.0.1:${monitorPort}/healthz`,
  });
  return { supervised, url: `nats://127.0.0.1:${port}`, start: () => supervised.start() };
}

/** Rejects unless a NATS server greets at the address. @param {string} url @returns {Promise<void>} */
export function greetsAsNats(url) {
  const { hostname, port } = new URL(url.split(',')[0] ?? url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 4222), timeout: 3_000 });
    const end = (/** @type {Error | undefined} */ error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    socket.once('data', (data) =>
      end(data.toString().startsWith('INFO ') ? undefined : new Error('what answers there is not NATS')),
    );
    socket.once('timeout', () => end(new Error('no greeting within 3 s')));
    socket.once('error', end);
  });
}
