import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { sourceNames } from '../../../../../libs/contracts/metrics/messages.js';
import type { Actor, CycleKind } from '../../../../../libs/contracts/values.js';
import { defaultRoutes } from '../../../../../libs/domain/cycle/index.js';
import { projectRoot } from '../../../../../libs/platform/config/index.js';
import { openDatabase } from '../../../../../libs/platform/database/index.js';
import type { ServiceClient } from '../../../../../libs/platform/messaging/index.js';
import { freshDatabase, type TestDatabase } from '../../../../../test/support/servers.js';
import type { CyclesCall } from '../../caller.js';
import { Calendars } from '../../record/calendars.js';
import type { RecordPorts } from '../../record/ports.js';

/** `00000000-0000-4000-8000-000000000007` for 7: readable in a failure, in the order of the numbers. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Everybody of the small company: who reports to whom is `lines`. */
export const people = {
  anna: idOf(1),
  bo: idOf(2),
  chen: idOf(3),
  manager: idOf(11),
  otherManager: idOf(12),
  head: idOf(21),
  chief: idOf(22),
  hr: idOf(31),
  auditor: idOf(32),
  administrator: idOf(33),
  dataOwner: idOf(34),
  stranger: idOf(35),
} as const;
export type Somebody = keyof typeof people;

const grantsOf: Partial<Record<Somebody, Actor['grants']>> = {
  hr: ['hr'],
  auditor: ['auditor'],
  administrator: ['administrator'],
  dataOwner: ['data_owner'],
};
/** From the manager upward. */
const lines: Partial<Record<Somebody, readonly Somebody[]>> = {
  anna: ['manager', 'head', 'chief'],
  bo: ['manager', 'head', 'chief'],
  chen: ['otherManager', 'chief'],
  hr: ['head', 'chief'],
};

export const companyId = idOf(100);
export const otherCompanyId = idOf(200);

type Values = Readonly<Record<string, unknown>>;
type Answer = (input: never) => unknown;

/** A migrated database with rows as a test puts them there, and other services that answer what a test lets them answer. */
export class Office {
  /** What other services answer; sources are called by their ids unless a test names them. */
  readonly answers = new Map<string, Answer>([[sourceNames.subject, () => ({ items: [] })]]);
  readonly asked: { readonly subject: string; readonly input: unknown }[] = [];

  private constructor(
    private readonly server: TestDatabase,
    private readonly owner: pg.Client,
    readonly database: DataSource,
  ) {}

  static async open(): Promise<Office> {
    const server = await freshDatabase();
    const owner = new pg.Client({ connectionString: server.url });
    await owner.connect();
    return new Office(server, owner, await openDatabase(server.urlOf('cycles'), { applicationName: 'test' }));
  }

  async close(): Promise<void> {
    await this.database.destroy();
    await this.owner.end();
    await this.server.drop();
  }

  readonly services: Pick<ServiceClient, 'ask'> = {
    ask: async (served, input) => {
      this.asked.push({ subject: served.subject, input });
      const answer = this.answers.get(served.subject);
      if (!answer) throw new Error(`${served.subject} is away`);
      return answer(input as never) as never;
    },
  };

  readonly rendered: string[] = [];

  get ports(): RecordPorts {
    const render = (what: string) => async (_: unknown, locale: string) => {
      this.rendered.push(`${what} ${locale}`);
      return Buffer.from(`${what} in ${locale}`);
    };
    return {
      database: this.database,
      services: this.services,
      calendars: new Calendars(this.database),
      renderers: { xlsx: render('workbook'), pdf: render('report'), scoreSheet: render('sheet') },
    };
  }

  /** The database's clock stands still at the instant. */
  async setClock(instant: string): Promise<void> {
    await this.owner.query(
      `create or replace function platform.now() returns timestamptz language sql stable as $$ select timestamptz '${instant}' $$`,
    );
  }

  call(who: Somebody, { company = companyId, locale = 'en' }: { company?: string; locale?: string } = {}): CyclesCall {
    const actor: Actor = {
      accountId: idOf(900),
      personId: people[who],
      sessionId: idOf(901),
      grants: grantsOf[who] ?? [],
      sourceIds: who === 'dataOwner' ? ['erp'] : [],
    };
    return { requestId: 'test', companyId: company, actor, locale };
  }

  async insert<Row = Record<string, string>>(table: string, values: Values): Promise<Row> {
    const columns = Object.keys(values);
    const { rows } = await this.owner.query(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning *`,
      Object.values(values).map(asParameter),
    );
    return rows[0] as Row;
  }

  async query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(sql, [...parameters])).rows as Row[];
  }

  /** A month of the company, in review. */
  async addCycle(values: Values = {}): Promise<string> {
    const kind = (values.kind ?? 'month') as CycleKind;
    const cycle = await this.insert('cycles.cycle', {
      company_id: companyId,
      kind,
      period_from: '2026-10-01',
      period_to: '2026-11-01',
      state: 'in_review',
      route: defaultRoutes[kind],
      time_zone: 'Asia/Shanghai',
      company_name: '示範公司',
      company_names: { 'zh-Hant': '示範公司', 'zh-Hans': '示范公司', en: 'Sample company' },
      locale: 'zh-Hant',
      owner_person_id: people.hr,
      owner_account_id: idOf(900),
      cut_off_at: '2026-11-02T16:00:00Z',
      report_due_at: '2026-11-05T16:00:00Z',
      deadlines_provisional: false,
      launched_at: '2026-11-01T16:00:00Z',
      ...values,
    });
    return cycle.cycle_id ?? '';
  }

  async addNames(): Promise<void> {
    for (const [name, personId] of Object.entries(people))
      await this.insert('cycles.person_name', { company_id: companyId, person_id: personId, name });
  }

  async addAppraisal(cycleId: string, who: Somebody, values: Values = {}): Promise<string> {
    const [manager = 'hr', ...above] = lines[who] ?? [];
    return this.addAppraisalOf(cycleId, {
      person_id: people[who],
      employee_code: `E-${who}`,
      name: who,
      manager_id: lines[who] ? people[manager] : null,
      manager_path: above.map((superior) => people[superior]),
      reviewer_id: people[manager],
      ...values,
    });
  }

  async addAppraisalOf(cycleId: string, values: Values): Promise<string> {
    const appraisal = await this.insert('cycles.appraisal', {
      company_id: companyId,
      cycle_id: cycleId,
      cohort_no: 1,
      department_id: idOf(500),
      department_names: { 'zh-Hant': '銷售部', 'zh-Hans': '销售部', en: 'Sales' },
      position_id: 'sales_rep',
      position_names: { 'zh-Hant': '銷售專員', 'zh-Hans': '销售专员', en: 'Sales representative' },
      segments: '[]',
      stage: 'manager_review',
      ...values,
    });
    return appraisal.appraisal_id ?? '';
  }

  async addTask(cycleId: string, values: Values): Promise<string> {
    const task = await this.insert('cycles.task', {
      company_id: companyId,
      cycle_id: cycleId,
      stage: 'manager_review',
      assignee_id: people.manager,
      opened_at: '2026-11-03T02:00:00Z',
      due_at: '2026-11-04T16:00:00Z',
      remind_at: [],
      deems: false,
      ...values,
    });
    return task.task_id ?? '';
  }

  /** A task that is done, with the decision that closed it. */
  async addDecision(
    cycleId: string,
    appraisalId: string,
    { stage, verb, by, at, ...rest }: { stage: string; verb: string; by: string | null; at: string } & Values,
  ): Promise<string> {
    const task_id = await this.addTask(cycleId, {
      appraisal_id: appraisalId,
      stage,
      closed_at: at,
      outcome: verb,
      closed_by: by,
      assignee_id: by ?? people.anna,
    });
    const decision = await this.insert('cycles.decision', {
      company_id: companyId,
      cycle_id: cycleId,
      appraisal_id: appraisalId,
      task_id,
      stage,
      round: 1,
      verb,
      by_person_id: by,
      by_account_id: by === null ? null : idOf(900),
      opened_at: '2026-11-03T02:00:00Z',
      decided_at: at,
      ...rest,
    });
    return decision.decision_id ?? '';
  }

  /** A run's result with two lines of one segment: sales 92.345 and complaints 88. */
  async addResult(appraisalId: string, runNo: number, values: Values = {}): Promise<void> {
    const ofRun = { company_id: companyId, appraisal_id: appraisalId, run_no: runNo };
    await this.insert('cycles.appraisal_result', {
      ...ofRun,
      run_id: idOf(700 + runNo),
      status: 'scored',
      total: '91.48',
      total_unrounded: '91.476',
      grade: 'A',
      scoring_rules: 'kaohe-scoring/1',
      segments: [
        {
          segmentNo: 1,
          from: '2026-10-01',
          to: '2026-11-01',
          days: 31,
          positionId: 'sales_rep',
          standardId: 'sales',
          standardVersion: 1,
          counted: true,
          score: '91.476',
          sumRaw: '50',
          dimensions: [],
          adjustmentLimit: '10',
        },
      ],
      blocked_by: '[]',
      ...values,
    });
    const line = {
      ...ofRun,
      segment_no: 1,
      model: 'higher_ratio',
      parameters: { scale: '100' },
      floor: '0',
      cap: '120',
      state: 'scored',
      source_id: 'erp',
      explanation: { inputs: {} },
    };
    await this.insert('cycles.appraisal_line', {
      ...line,
      line_no: 1,
      kpi_id: 'sales_completion',
      names: { 'zh-Hant': '銷售額完成率', 'zh-Hans': '销售额完成率', en: 'Sales against plan' },
      unit: 'percent',
      target: '100',
      actual: '92.345',
      raw_weight: '40',
      effective_weight: '0.8',
      score: '92.345',
      shown: '92.35',
      evidence_count: 312,
    });
    await this.insert('cycles.appraisal_line', {
      ...line,
      line_no: 2,
      kpi_id: 'complaint_rate',
      names: { 'zh-Hant': '客戶投訴率', 'zh-Hans': '客户投诉率', en: 'Complaint rate' },
      source_id: 'survey',
      unit: 'percent',
      target: '5',
      actual: '6.2',
      raw_weight: '10',
      effective_weight: '0.20',
      score: '88.00000000000000000001',
      shown: '88',
      evidence_count: 2,
    });
  }
}

/** Lists of ids are PostgreSQL's arrays; other objects are JSON. */
function asParameter(value: unknown): unknown {
  const isJson = Array.isArray(value) ? typeof value[0] === 'object' : typeof value === 'object' && value !== null;
  return isJson ? JSON.stringify(value) : value;
}

/** The sales standard as it is shipped. */
export const salesStandard = (): unknown =>
  JSON.parse(readFileSync(join(projectRoot, 'apps/roles/standards/sales.v1.json'), 'utf8'));
