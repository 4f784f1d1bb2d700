import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supervised } from '../supervise.mjs';
import { obtain } from './obtain.mjs';

/**
 * Temporal's own pages, to look at workflows while developing. Read only: what changes a cycle goes through Kaohe, where it is recorded.
 * @param {{ dataDir: string, port: number, temporalAddress: string, namespace: string, log: (line: string) => void,
 *   onGivenUp: (cause: Error) => void }} options
 */
export async function temporalUi({ dataDir, port, temporalAddress, namespace, log, onGivenUp }) {
  const bin = await obtain('temporal-ui', 'TEMPORAL_ADDRESS', log);
  const folder = join(dataDir, 'temporal-ui');
  mkdirSync(folder, { recursive: true });
  const settings = {
    temporalGrpcAddress: temporalAddress,
    host: '127.0.0.1',
    port,
    enableUi: true,
    defaultNamespace: namespace,
    disableWriteActions: true,
    notifyOnNewVersion: false,
    cors: { allowOrigins: [`http://127.0.0.1:${port}`] },
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'kaohe.yaml'), JSON.stringify(settings, null, 2));
  const url = `http://127.0.0.1:${port}`;
  const supervised = new Supervised({
    name: 'temporal-ui',
    command: join(bin, 'temporal-ui-server'),
    args: ['--root', folder, '--config', '.', '--env', 'kaohe', 'start'],
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    dataDir,
    log,
    onGivenUp,
    output: 'raw',
    healthUrl: `${url}/healthz`,
  });
  return { supervised, url, start: () => supervised.start() };
}
