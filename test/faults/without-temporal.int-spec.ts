import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, INestApplication, Provider } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { CalendarActivities } from '../../apps/cycles/src/activities/calendar-activities.js';
import { CommandActivities } from '../../apps/cycles/src/activities/command-activities.js';
import { activitiesOf } from '../../apps/cycles/src/activities/index.js';
import { RecordActivities } from '../../apps/cycles/src/activities/record-activities.js';
import { CyclesModule } from '../../apps/cycles/src/app.module.js';
import { workflowEntry } from '../../apps/cycles/src/conductor/bundle-files.js';
import { reconcile } from '../../apps/cycles/src/conductor/reconcile.js';
import { TemporalConductor } from '../../apps/cycles/src/conductor/temporal-conductor.js';
import { type CyclesConfig, cyclesConfig } from '../../apps/cycles/src/config.js';
import { idOf, TestCompany } from '../../apps/cycles/src/testing/company.js';
import { WorkerModule } from '../../apps/cycles/src/worker.module.js';
import { type Servers, startServers } from '../../deploy/local/servers/index.mjs';
import { cyclesHttp, type DecisionBody, type DecisionReply, type Task } from '../../libs/contracts/cycles/http.js';
import { cyclesTaskQueue } from '../../libs/contracts/cycles/workflow.js';
import type { Actor } from '../../libs/contracts/values.js';
import { type Call, natsConnectionOptions, ServiceClient } from '../../libs/platform/messaging/index.js';
import { startService } from '../../libs/platform/service/index.js';
import {
  encryptingConverter,
  failureConverterModule,
  installRuntime,
  TemporalClient,
  WorkerProcess,
} from '../../libs/platform/temporal/index.js';
import { freshBus, freshDatabase } from '../support/servers.js';
import { sourceBundle, sourceCode, testCodecKey } from '../support/time-skipping.js';

const manager = 10;
const hr = 900;
const staff = [1, 2, 3];
const quiet = pino({ level: 'silent' });
const talk: DecisionBody = {
  verb: 'record_interview',
  strengths: 'Keeps promises.',
  weaknesses: 'Writes little down.',
  directions: 'Complete the week by Friday.',
  actions: [],
};

describe('a cycle whose Temporal is away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-faults-'));
  const company = new TestCompany();
  const ends: (() => Promise<unknown>)[] = [() => Promise.resolve(rmSync(folder, { recursive: true, force: true }))];
  let servers: Servers;
  let client: ServiceClient;
  let cycles: INestApplication;

  beforeAll(async () => {
    for (const person of staff) company.add(person, [manager, 20]);
    for (const sourceId of company.sourceIds) company.signedOff.add(sourceId);
    // A Temporal of its own: the run's is everybody's. On a machine's first run it may have to be built.
    servers = await startServers({ dataDir: folder, want: ['temporal'], env: {} });
    ends.push(() => servers.stop());
    const database = await freshDatabase();
    ends.push(() => database.drop());
    const config = cyclesConfig({
      ...(await freshBus()),
      KAOHE_SERVICE_DATABASE_URL: database.urlOf('cycles'),
      KAOHE_LOG_LEVEL: 'fatal',
      KAOHE_HEALTH_PORT: '0',
      TEMPORAL_ADDRESS: servers.temporalAddress,
      TEMPORAL_NAMESPACE: servers.temporalNamespace,
      KAOHE_CODEC_KEY: testCodecKey,
      KAOHE_PAYROLL_KEY: randomBytes(32).toString('base64'),
    });
    cycles = await started('cycles', CyclesModule.with(config), config);
    await started('cycles-worker', WorkerModule.with(config), config, [await worker(config)]);
    client = new ServiceClient(natsConnectionOptions(config, 'spec'));
    await client.connect();
    ends.push(() => client.close());
  }, 20 * 60_000);

  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  }, 60_000);

  /** As in production, but for the other services, which are the test's company, and for code taken from the sources. */
  async function started(
    name: string,
    module: DynamicModule,
    config: CyclesConfig,
    more: Provider[] = [],
  ): Promise<INestApplication> {
    const providers: Provider[] = [
      ...(module.providers ?? []),
      { provide: ServiceClient, useValue: { ...company.services, close: () => Promise.resolve() } },
      { provide: TemporalClient, useFactory: () => new TemporalClient(config, converterOf(config)) },
      ...more,
    ];
    const { app } = await startService({ name, module: { ...module, providers } as DynamicModule, config });
    ends.push(() => app.close());
    return app;
  }

  const converterOf = (config: CyclesConfig) => encryptingConverter(config, sourceCode(failureConverterModule));

  async function worker(config: CyclesConfig): Promise<Provider> {
    installRuntime(quiet);
    const workflowBundle = await sourceBundle(workflowEntry);
    return {
      provide: WorkerProcess,
      inject: [RecordActivities, CommandActivities, CalendarActivities],
      useFactory: (record: RecordActivities, commands: CommandActivities, calendar: CalendarActivities) =>
        new WorkerProcess(
          config,
          {
            taskQueue: cyclesTaskQueue,
            workflowBundle,
            activities: { ...activitiesOf(record, commands, calendar) },
            dataConverter: converterOf(config),
          },
          quiet,
        ),
    };
  }

  const as = (person: number, grants: Actor['grants'] = []): Call<Actor> => ({
    requestId: `spec-${person}`,
    companyId: company.companyId,
    actor: { accountId: idOf(10_000 + person), personId: idOf(person), sessionId: idOf(1), grants, sourceIds: [] },
    locale: 'en',
  });

  async function openTasks(person: number, cycleId: string): Promise<Task[]> {
    const { items } = await client.ask(
      cyclesHttp.listTasks,
      { params: {}, query: { state: 'open', cycleId, limit: 50 }, body: {} },
      as(person),
    );
    return items;
  }

  function decide(person: number, { taskId, version }: Task, body: DecisionBody): Promise<DecisionReply> {
    return client.ask(
      cyclesHttp.decideTask,
      { params: { taskId }, query: {}, body, idempotencyKey: randomUUID(), ifMatch: version },
      as(person, person === hr ? ['hr'] : []),
    );
  }

  async function until<T>(what: string, read: () => Promise<T | undefined | false>, withinMs = 60_000): Promise<T> {
    for (const deadline = Date.now() + withinMs; ; await sleep(200)) {
      const found = await read();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    }
  }

  /** Launched, collected and scored: the manager has a review of everybody. */
  async function cycleInReview(periodFrom: string): Promise<{ cycleId: string; reviews: Task[] }> {
    const { cycleId } = await client.ask(
      cyclesHttp.launchCycle,
      {
        params: {},
        query: {},
        body: { kind: 'month', periodFrom, acceptWarnings: true },
        idempotencyKey: randomUUID(),
      },
      as(hr, ['hr']),
    );
    const reviews = await until('the reviews', async () => {
      const tasks = await openTasks(manager, cycleId);
      return tasks.length === staff.length && tasks;
    });
    return { cycleId, reviews };
  }

  /** Everything the record asks of people between the reviews and the sign-off. */
  async function decideAll(cycleId: string, reviews: readonly Task[]): Promise<void> {
    for (const review of reviews) {
      const { nextTask } = await decide(manager, review, { verb: 'approve' });
      expect(nextTask?.stage).toBe('interview');
    }
    for (const interview of await openTasks(manager, cycleId)) await decide(manager, interview, talk);
    for (const person of staff) {
      const [acknowledgement] = await openTasks(person, cycleId);
      if (!acknowledgement) throw new Error(`person ${person} has nothing to acknowledge`);
      const { appraisal } = await decide(person, acknowledgement, { verb: 'acknowledge' });
      expect(appraisal?.stage).toBe('acknowledged');
    }
  }

  async function signOffAndClose(cycleId: string): Promise<void> {
    const signOff = await until('the sign-off', async () => (await openTasks(hr, cycleId))[0]);
    await decide(hr, signOff, { verb: 'sign_off' });
    const asked = { params: { cycleId }, query: {}, body: {} };
    await until('the end', async () => {
      const { state } = await client.ask(cyclesHttp.cycleProgress, asked, as(hr, ['hr']));
      return state === 'closed';
    });
  }

  it('takes every decision of its people meanwhile, and goes on to its end once Temporal is back', async () => {
    const { cycleId, reviews } = await cycleInReview('2026-10-01');
    await servers.own.temporal?.stop();
    await decideAll(cycleId, reviews);
    // What follows is Temporal's to conduct, and it is away.
    expect(await openTasks(hr, cycleId)).toEqual([]);
    await servers.own.temporal?.start();
    await signOffAndClose(cycleId);
  }, 180_000);

  it('goes on from its record after Temporal lost all it knew', async () => {
    const { cycleId, reviews } = await cycleInReview('2026-09-01');
    await servers.stop();
    rmSync(join(folder, 'postgres'), { recursive: true });
    await decideAll(cycleId, reviews);
    servers = await startServers({ dataDir: folder, want: ['temporal'], env: {} });

    const reconciled = () => reconcile(cycles.get(DataSource), cycles.get(TemporalConductor), [company.companyId]);
    expect(await reconciled()).toMatchObject({ open: 1, started: [cycleId] });
    // Whoever is not sure whether it was done does it again.
    expect(await reconciled()).toMatchObject({ open: 1, started: [] });
    await signOffAndClose(cycleId);
  }, 180_000);
});
