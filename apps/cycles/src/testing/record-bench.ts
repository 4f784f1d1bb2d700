import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { DecisionBody, DecisionReply, RouteSettings } from '../../../../libs/contracts/cycles/http.js';
import type { Actor, CycleKind } from '../../../../libs/contracts/values.js';
import { inTransaction, openDatabase, runStatement } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { EventBus } from '../../../../libs/platform/messaging/index.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/servers.js';
import { CalibrationService } from '../calibration/calibration.service.js';
import { CalibrationReading } from '../calibration/calibration-reading.js';
import type { CyclesCall } from '../caller.js';
import { DecisionsService } from '../decide/decisions.service.js';
import { LaunchService } from '../launch/launch.service.js';
import { Calendars } from '../record/calendars.js';
import { recordOf } from '../record/cycle-record.js';
import type { RecordPorts } from '../record/ports.js';
import type { CycleAddress, CycleRecord } from '../record/set-operations.js';
import { idOf, TestCompany } from './company.js';

interface OpenTask {
  readonly taskId: string;
  readonly appraisalId: string | null;
  readonly personId: string | null;
  readonly assigneeId: string;
  readonly stage: string;
  readonly round: number;
  readonly dueAt: Date;
  readonly version: number;
}

const firstDays: Readonly<Record<CycleKind, string>> = {
  month: '2026-10-01',
  quarter: '2026-07-01',
  year: '2025-01-01',
};

/** The record on a database of its own, with a clock that a test sets, and the other services as a `TestCompany` answers. */
export class RecordBench {
  readonly company = new TestCompany();
  readonly record: CycleRecord;
  readonly decisions: DecisionsService;
  readonly calibration: CalibrationService;
  readonly calibrations: CalibrationReading;
  readonly launches: LaunchService;
  readonly ports: RecordPorts;

  private constructor(
    readonly database: DataSource,
    private readonly owner: DataSource,
    private readonly server: TestDatabase,
  ) {
    const page = Buffer.from('a document');
    this.ports = {
      database,
      services: this.company.services,
      calendars: new Calendars(database),
      renderers: { xlsx: async () => page, pdf: async () => page, scoreSheet: async () => page },
    };
    this.record = recordOf(this.ports);
    const events = { wakeRelay: () => undefined } as EventBus;
    this.decisions = new DecisionsService(this.ports, events);
    this.calibration = new CalibrationService(this.ports, events);
    this.calibrations = new CalibrationReading(this.ports);
    this.launches = new LaunchService(this.ports, events);
  }

  static async open(now: string): Promise<RecordBench> {
    const server = await freshDatabase();
    const owner = await openDatabase(server.url, { applicationName: 'test-owner', poolSize: 2 });
    await owner.query('create table platform.test_clock (at timestamptz not null)');
    await owner.query('grant select on platform.test_clock to public');
    await owner.query('insert into platform.test_clock values ($1)', [now]);
    await owner.query(`create or replace function platform.now() returns timestamptz language sql stable
      as $$ select at from platform.test_clock $$`);
    const database = await openDatabase(server.urlOf('cycles'), { applicationName: 'test' });
    return new RecordBench(database, owner, server);
  }

  /** How the service reaches its database. */
  get serviceUrl(): string {
    return this.server.urlOf('cycles');
  }

  async close(): Promise<void> {
    await this.database.destroy();
    await this.owner.destroy();
    await this.server.drop();
  }

  async setNow(now: string): Promise<void> {
    await this.owner.query('update platform.test_clock set at = $1', [now]);
  }

  query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return inTransaction(this.database, { companyId: this.company.companyId }, (transaction) =>
      transaction.query<Row>(sql, parameters),
    );
  }

  asOwner(sql: string): Promise<Record<string, unknown>[]> {
    return runStatement(this.owner, sql);
  }

  /** As the database's owner: the history is not the service's to read. */
  history(): Promise<{ action: string; about_person_id: string | null; after: Record<string, unknown> }[]> {
    return runStatement(this.owner, 'select action, about_person_id, after from audit.entry order by entry_id');
  }

  async told(): Promise<{ type: string; payload: Record<string, unknown> }[]> {
    return runStatement(this.database, 'select type, payload from cycles.outbox order by event_id');
  }

  call(person: number, grants: Actor['grants'] = []): CyclesCall {
    return {
      requestId: `request-${person}`,
      companyId: this.company.companyId,
      actor: { accountId: idOf(10_000 + person), personId: idOf(person), sessionId: idOf(1), grants, sourceIds: [] },
      locale: 'en',
    };
  }

  /** HR 900 launches the month, quarter or year that was over last. */
  async launch(route?: RouteSettings, kind: CycleKind = 'month'): Promise<CycleAddress> {
    const { cycleId } = await this.launches.launch(
      {
        params: {},
        query: {},
        body: { kind, periodFrom: firstDays[kind], acceptWarnings: true, route },
        idempotencyKey: randomUUID(),
      },
      this.call(900, ['hr']),
    );
    return { companyId: this.company.companyId, cycleId };
  }

  /** Through collection and scoring to the managers' review. */
  async toReview(route?: RouteSettings, kind: CycleKind = 'month'): Promise<CycleAddress> {
    const cycle = await this.launch(route, kind);
    const { cohortNos } = await this.record.openCollection(cycle);
    for (const sourceId of this.company.sourceIds) this.company.signedOff.add(sourceId);
    await this.record.freezeInputs(cycle);
    for (const cohortNo of cohortNos) await this.record.scoreCohort({ ...cycle, cohortNo });
    for (const cohortNo of cohortNos) await this.record.openReview({ ...cycle, cohortNo });
    return cycle;
  }

  openTasks(): Promise<OpenTask[]> {
    return this.query<OpenTask>(
      `select t.task_id as "taskId", t.appraisal_id as "appraisalId", a.person_id as "personId", t.assignee_id as "assigneeId", t.stage,
              t.round, t.due_at as "dueAt", coalesce(a.version, c.version) as version
       from cycles.task t join cycles.cycle c using (company_id, cycle_id) left join cycles.appraisal a using (company_id, appraisal_id)
       where t.closed_at is null order by a.employee_code, t.source_id, t.assignee_id`,
    );
  }

  async taskAbout(person: number): Promise<OpenTask> {
    const task = (await this.openTasks()).find(({ personId }) => personId === idOf(person));
    if (!task) throw new Error(`nothing is open about person ${person}`);
    return task;
  }

  /** Decides the open task about somebody, at the version it stands at. */
  async decide(
    about: number,
    by: number,
    body: DecisionBody,
    how: { grants?: Actor['grants']; key?: string; version?: number; task?: OpenTask } = {},
  ): Promise<DecisionReply> {
    const task = how.task ?? (await this.taskAbout(about));
    return this.decisions.decide(
      {
        params: { taskId: task.taskId },
        query: {},
        body,
        idempotencyKey: how.key ?? randomUUID(),
        ifMatch: how.version ?? task.version,
      },
      this.call(by, how.grants),
    );
  }

  /** The quarter goes from its reviews straight to the interview. */
  async withoutCalibration(): Promise<void> {
    await this.query(
      `update cycles.cycle set route = jsonb_set(route, '{stages}', (route -> 'stages') - 'calibration')`,
    );
  }

  groups(): Promise<{ groupId: string; departmentId: string }[]> {
    return this.query(
      'select group_id as "groupId", department_id as "departmentId" from cycles.calibration_group order by 2',
    );
  }

  /** HR 900 closes every open session. */
  async closeCalibrations(): Promise<void> {
    const open = await this.query<{ groupId: string }>(
      'select calibration_group_id as "groupId" from cycles.task where calibration_group_id is not null and closed_at is null',
    );
    for (const { groupId } of open)
      await this.calibration.close(
        { params: { groupId }, query: {}, body: {}, idempotencyKey: randomUUID() },
        this.call(900, ['hr']),
      );
  }

  async stageOf(person: number): Promise<string | undefined> {
    const [row] = await this.query<{ stage: string }>('select stage from cycles.appraisal where person_id = $1', [
      idOf(person),
    ]);
    return row?.stage;
  }
}

/** The code with which something is refused. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'not refused';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

export const talk: DecisionBody = {
  verb: 'record_interview',
  strengths: 'Keeps promises.',
  weaknesses: 'Writes little down.',
  directions: 'Complete the week by Friday.',
  actions: [{ text: 'A list of key customers', ownerPersonId: idOf(1), dueOn: '2026-12-15' }],
};
