import { randomUUID } from 'node:crypto';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { companies } from '../../../../libs/contracts/roles/messages.js';
import { ConfigurationError, loadConfig, serviceConfig } from '../../../../libs/platform/config/index.js';
import { openDatabase } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { natsConnectionOptions, ServiceClient } from '../../../../libs/platform/messaging/index.js';
import { ReceiverUnavailable } from '../../../../libs/platform/outbox/index.js';
import { TemporalClient, TemporalUnavailable, temporalConfig } from '../../../../libs/platform/temporal/index.js';
import { type Reconciliation, reconcile, retellEvents } from './reconcile.js';
import { TemporalConductor } from './temporal-conductor.js';

export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  /** To standard output: what was found and done. */
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

const exitCodes = { well: 0, notDone: 2 } as const;

interface Options {
  readonly company?: string;
  readonly retellEvents?: Date;
}

/** `kaohe reconcile`; answers the process's exit code. */
export async function runReconcileCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command('kaohe')
    .exitOverride()
    .configureOutput({ writeOut: terminal.say, writeErr: terminal.complain });
  program
    .command('reconcile')
    .description('bring the workflow engine in line with the record: after its data were lost, and at any other time')
    .option('--company <id>', 'only this company', companyId)
    .option('--retell-events <since>', 'also tell all events again that were told since this instant', instant)
    .addHelpText('after', helpText)
    .action((options: Options) => reconcileNow(options, terminal));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCodes.well;
  } catch (error) {
    return failed(error, terminal);
  }
}

const helpText = `
Every open cycle whose workflow is missing begins again, paused if it was; workflows that run look for missing parts; news
that waited is sent now. Nothing is done twice: the record knows what is done. It may run beside everything else.
Use --retell-events after the event stream lost its data, with an instant before the loss, such as 2026-11-02T08:00:00Z.

Exit code 0: done; 2: could not be done.`;

async function reconcileNow(options: Options, { env, say }: Terminal): Promise<void> {
  const { KAOHE_SERVICE_DATABASE_URL: url, ...temporal } = loadConfig(
    serviceConfig.pick({ KAOHE_SERVICE_DATABASE_URL: true }).extend(temporalConfig.shape),
    env,
  );
  const companyIds = options.company ? [options.company] : await readCompanies(env);
  const database = await openDatabase(url, { applicationName: 'kaohe-reconcile', poolSize: 2 });
  const client = new TemporalClient(temporal);
  try {
    // Also when no cycle is open: done means that Temporal was asked.
    await client.check();
    say(describe(await reconcile(database, new TemporalConductor(client, database), companyIds)));
    if (options.retellEvents) say(await retell(database, options.retellEvents));
  } finally {
    await client.close();
    await database.destroy();
  }
}

async function readCompanies(env: NodeJS.ProcessEnv): Promise<string[]> {
  const bus = loadConfig(serviceConfig.pick({ NATS_URL: true, NATS_USER: true, NATS_PASSWORD: true }), env);
  const client = new ServiceClient(natsConnectionOptions(bus, 'kaohe-reconcile'));
  await client.connect();
  try {
    const anyCompany = '00000000-0000-0000-0000-000000000000';
    const call = { requestId: randomUUID(), companyId: anyCompany, actor: null, locale: 'en' } as const;
    return (await client.ask(companies, {}, call)).companies.map((company) => company.companyId);
  } finally {
    await client.close();
  }
}

function describe({ open, started, waiting }: Reconciliation): string {
  return [
    `open cycles: ${open}`,
    `workflows that were missing and begin again: ${started.length}`,
    ...started.map((cycleId) => `  ${cycleId}`),
    `workflows that run and look for missing parts: ${open - started.length}`,
    `news that waited and is sent now: ${waiting}`,
  ].join('\n');
}

async function retell(database: DataSource, since: Date): Promise<string> {
  return `events that are told again: ${await retellEvents(database, since)}`;
}

function companyId(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('Give an id such as 019a0000-0000-7000-8000-000000000000.');
}

function instant(text: string): Date {
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError('Give an instant such as 2026-11-02T08:00:00Z.');
}

function failed(error: unknown, { complain }: Terminal): number {
  // Commander has told its own, help included.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.well : exitCodes.notDone;
  if (error instanceof ReceiverUnavailable || error instanceof TemporalUnavailable) {
    complain(`conductor.unavailable: ${error.message}; see that it runs, and try again.`);
  } else if (error instanceof Problem) complain(`${error.code}: ${error.message}`);
  else if (error instanceof ConfigurationError) complain(error.message);
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.notDone;
}
