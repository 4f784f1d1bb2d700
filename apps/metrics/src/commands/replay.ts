import { randomUUID } from 'node:crypto';
import type { replayRuns as contract } from '../../../../libs/contracts/metrics/messages.js';
import { companies } from '../../../../libs/contracts/roles/messages.js';
import type { AnswerOf } from '../../../../libs/contracts/route.js';
import { loadConfig, serviceConfig } from '../../../../libs/platform/config/index.js';
import { openDatabase } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { natsConnectionOptions, ServiceClient } from '../../../../libs/platform/messaging/index.js';
import type { MetricsCall } from '../caller.js';
import { replayRuns } from '../runs/replay-runs.js';
import { CommandFailure } from './exit-codes.js';

const databaseConfig = serviceConfig.pick({ KAOHE_SERVICE_DATABASE_URL: true });
const busConfig = serviceConfig.pick({ NATS_URL: true, NATS_USER: true, NATS_PASSWORD: true });
const anyCompany = '00000000-0000-0000-0000-000000000000';

/** Reads the database alone; the bus only to learn which companies there are, when none is named. */
export async function replayCycle(
  cycleId: string,
  options: { company?: string; json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<{ text: string; differences: number }> {
  for (const id of [cycleId, options.company]) refuseOtherThanId(id);
  const { KAOHE_SERVICE_DATABASE_URL: url } = loadConfig(databaseConfig, env);
  const companyIds = options.company ? [options.company] : await readCompanies(env);
  const database = await openDatabase(url, { applicationName: 'kaohe-replay', poolSize: 2 });
  try {
    for (const companyId of companyIds) {
      const replayed = await replayRuns(database, callFor(companyId), cycleId).catch(unlessNotFound);
      if (replayed) {
        const text = options.json ? JSON.stringify(replayed, null, 2) : describe(cycleId, replayed);
        return { text, differences: replayed.differences.length };
      }
    }
  } finally {
    await database.destroy();
  }
  throw new CommandFailure('cycle.not_found', `No company here has collected a cycle ${cycleId}; check the id.`);
}

const callFor = (companyId: string): MetricsCall => ({ requestId: randomUUID(), companyId, actor: null, locale: 'en' });

function refuseOtherThanId(id: string | undefined): void {
  if (id === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return;
  throw new CommandFailure(
    'request.invalid',
    `"${id}" is not an id; give one such as 019a0000-0000-7000-8000-000000000000.`,
  );
}

async function readCompanies(env: NodeJS.ProcessEnv): Promise<string[]> {
  const client = new ServiceClient(natsConnectionOptions(loadConfig(busConfig, env), 'kaohe-replay'));
  await client.connect();
  try {
    return (await client.ask(companies, {}, callFor(anyCompany))).companies.map(({ companyId }) => companyId);
  } finally {
    await client.close();
  }
}

function unlessNotFound(error: unknown): null {
  if (error instanceof Problem && error.status === 404) return null;
  throw error;
}

const mostShown = 20;

function describe(cycleId: string, { runs, people, lines, differences }: AnswerOf<typeof contract>): string {
  const summary = `cycle ${cycleId}: ${runs} run(s), ${people} result(s), ${lines} line(s) recomputed`;
  if (differences.length === 0) return `${summary}; every digit agrees`;
  const shown = differences
    .slice(0, mostShown)
    .map(({ runNo, personId, kpiId, stored, recomputed }) =>
      [
        `run ${runNo}, person ${personId}, ${kpiId ?? 'total'}`,
        `  stored     ${stored}`,
        `  recomputed ${recomputed}`,
      ].join('\n'),
    );
  const more = differences.length > mostShown ? [`… and ${differences.length - mostShown} more`] : [];
  return [`${summary}; ${differences.length} DIFFER`, ...shown, ...more].join('\n');
}
