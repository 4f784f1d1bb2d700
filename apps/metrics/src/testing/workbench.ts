import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  type SourceConfig,
  type SourceDefinition,
  sourceDefinition,
} from '../../../../libs/contracts/metrics/source-config.js';
import type { Actor } from '../../../../libs/contracts/values.js';
import {
  inTransaction,
  openDatabase,
  runStatement,
  type Transaction,
} from '../../../../libs/platform/database/index.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/servers.js';
import { type LoadOutcome, loadBatch } from '../batches/load-batch.js';
import type { MetricsCall } from '../caller.js';
import { freezeCollection } from '../collections/freeze-collection.js';
import { openCollection } from '../collections/open-collection.js';
import type { SourceConnector, SourceTotal } from '../connectors/port.js';
import { insertSource } from '../sources/source-rows.js';
import { FakeOrganisation, idOf } from './fake-organisation.js';

export const october = { kind: 'month' as const, from: '2026-10-01', to: '2026-11-01' };
export const names = { 'zh-Hant': '訂單', 'zh-Hans': '订单', en: 'Orders' };

/** Rows of a long table: number, employee code, day, input, value. */
export type Measured = readonly [no: string, code: string, day: string, input: string, value: string];

/** A file source whose rows name their input: any figure can be loaded without a mapping of its own. */
export function measuredSource(
  sourceId: string,
  inputs: string[],
  mode: SourceConfig['mode'] = 'snapshot',
): SourceDefinition {
  return sourceDefinition.parse({
    sourceId,
    names,
    configuration: {
      kind: 'file',
      mode,
      inputs,
      datasets: [
        {
          datasetId: 'figures',
          names,
          columns: [{ header: 'no' }, { header: 'code' }, { header: 'day' }, { header: 'input' }, { header: 'value' }],
          mapping: {
            rowKey: ['no'],
            employeeCode: 'code',
            occurredOn: { column: 'day', as: 'date' },
            observations: [{ input: { column: 'input' }, value: { column: 'value' } }],
          },
        },
      ],
    },
  });
}

export function connectorOf(rows: readonly Measured[], totals: readonly SourceTotal[] = []): SourceConnector {
  return {
    fetch: () => ({
      rows: (async function* () {
        for (const [index, [no, code, day, input, value]] of rows.entries())
          yield { datasetId: 'figures', rowNo: index + 1, raw: { no, code, day, input, value } };
      })(),
      totals: () => totals,
    }),
  };
}

/** A migrated database with one company, and the operations of the service on it. */
export class Workbench {
  readonly organisation = new FakeOrganisation();
  readonly companyId = randomUUID();
  private owner: DataSource | undefined;

  private constructor(
    readonly database: DataSource,
    private readonly server: TestDatabase,
  ) {}

  static async open(): Promise<Workbench> {
    const server = await freshDatabase();
    return new Workbench(await openDatabase(server.urlOf('metrics'), { applicationName: 'test' }), server);
  }

  async close(): Promise<void> {
    await this.database.destroy();
    await this.owner?.destroy();
    await this.server.drop();
  }

  get ownerUrl(): string {
    return this.server.url;
  }

  /** Statements of the database's owner, whom no grant and no row-level security hold back. */
  async asOwner<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.owner ??= await openDatabase(this.server.url, { applicationName: 'test-owner', poolSize: 1 });
    return runStatement<Row>(this.owner, sql, parameters);
  }

  /** From the first call on the clock stands where it is put. */
  async setNow(now: string): Promise<void> {
    await this.asOwner(
      `create table if not exists platform.test_clock (one boolean primary key, at timestamptz not null)`,
    );
    await this.asOwner(
      `insert into platform.test_clock values (true, $1) on conflict (one) do update set at = excluded.at`,
      [now],
    );
    await this.asOwner('grant select on platform.test_clock to public');
    await this.asOwner(`create or replace function platform.now() returns timestamptz language sql stable
      as $$ select at from platform.test_clock $$`);
  }

  call(actor: Partial<Actor> | null = null): MetricsCall {
    const somebody: Actor = {
      accountId: idOf(1001),
      personId: idOf(1002),
      sessionId: idOf(1003),
      grants: [],
      sourceIds: [],
    };
    return { requestId: 'test', companyId: this.companyId, actor: actor && { ...somebody, ...actor }, locale: 'en' };
  }

  query<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.inCompany((transaction) => transaction.query<Row>(sql, parameters));
  }

  inCompany<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.database, { companyId: this.companyId }, work);
  }

  async addSource(definition: SourceDefinition): Promise<void> {
    await this.inCompany((transaction) =>
      insertSource(transaction, this.companyId, { ...definition, enabled: true }, idOf(1001)),
    );
  }

  /** Opens a cycle's collection and answers its id. */
  async openCycle(
    sourceIds: string[],
    period: { kind: 'month' | 'quarter' | 'year'; from: string; to: string } = october,
  ): Promise<string> {
    const cycleId = randomUUID();
    await openCollection(this.database, this.organisation, this.call(), { cycleId, period, sourceIds });
    return cycleId;
  }

  load(
    cycleId: string,
    sourceId: string,
    rows: readonly Measured[],
    totals: readonly SourceTotal[] = [],
  ): Promise<LoadOutcome> {
    return loadBatch(this.database, this.organisation, this.call(), {
      sourceId,
      cycleId,
      file: null,
      connect: () => connectorOf(rows, totals),
    });
  }

  freeze(cycleId: string): Promise<{ frozenAt: string }> {
    return freezeCollection(this.database, this.call(), cycleId);
  }
}
