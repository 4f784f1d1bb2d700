import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditHttp } from '../../../../libs/contracts/audit/http.js';
import { notificationsHttp } from '../../../../libs/contracts/notifications/http.js';
import { projectRoot } from '../../../../libs/platform/config/index.js';
import { people } from '../company/people.js';
import { auditor } from '../company/staff.js';
import type { Office } from './office.js';
import { until } from './wait.js';

/** The history verifies, the scores compute again to the last digit, and people were told. */
export async function prove(office: Office, cycleId: string, pack: string, dataFolder: string): Promise<void> {
  await verifyHistory(office);
  for (const [name, words] of [
    ['kaohe audit verify finds nothing altered', ['audit', 'verify']],
    ['kaohe audit check-pack checks the evidence of all by itself', ['audit', 'check-pack', pack]],
    ['kaohe replay recomputes every digit', ['replay', cycleId]],
  ] as const) {
    const { code, output } = await kaohe(dataFolder, words);
    office.board.check(name, code === 0, output.trim().split('\n').at(-1));
  }
  await checkTold(office);
}

/** Now instead of at the next hour: what is taken after it is vouched for. */
export async function anchorHistory(dataFolder: string): Promise<void> {
  const { code, output } = await kaohe(dataFolder, ['audit', 'anchor']);
  if (code !== 0) throw new Error(`the history was not anchored: ${output}`);
}

async function verifyHistory(office: Office): Promise<void> {
  const api = await office.as(auditor);
  await api.ask(auditHttp.startVerification);
  const status = await until('the verification', async () => {
    const read = await api.ask(auditHttp.verificationStatus);
    return read.state !== 'running' && read.state !== 'never' && read;
  });
  office.board.check('the audit chain is clean', status.state === 'clean', `${status.entries} entries`);
}

const commands: Readonly<Record<string, { readonly service: string; readonly entry: string }>> = {
  audit: { service: 'audit', entry: 'apps/audit/src/cli.js' },
  replay: { service: 'metrics', entry: 'apps/metrics/src/cli.js' },
};

/** An operator's command against the running instance, as `npm run kaohe -- …` runs it. */
function kaohe(dataFolder: string, words: readonly string[]): Promise<{ code: number | null; output: string }> {
  const command = commands[words[0] ?? ''];
  const { environments } = JSON.parse(readFileSync(join(dataFolder, 'instance.json'), 'utf8'));
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(projectRoot, 'dist', command?.entry ?? ''), ...words],
    { env: { ...process.env, ...environments[command?.service ?? ''] }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** Mail by a real SMTP server, and the bell in the app. */
async function checkTold(office: Office): Promise<void> {
  const folder = join(office.settings.folder, 'mail');
  const mails = existsSync(folder) ? readdirSync(folder).length : 0;
  office.board.check('managers and employees got mail', mails > people.length, `${mails} mails`);
  const [head] = people;
  if (!head) return;
  const { unread } = await (await office.as(head)).ask(notificationsHttp.unreadCount);
  office.board.check('the head has unread news in the app', unread > 0, `${unread}`);
}
