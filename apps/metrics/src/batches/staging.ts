import type { DataSource } from 'typeorm';
import {
  type CopyValue,
  copyInto,
  inTransactionOn,
  type Transaction,
  type TransactionScope,
} from '../../../../libs/platform/database/index.js';
import type { MappedRow } from '../mapping/map-row.js';
import { canonical, sha256Of, storable } from '../mapping/row.js';
import type { DirectoryPerson } from '../organisation/organisation.js';

/** A row with what its mapping made of it; null: left out. */
export interface EvaluatedRow {
  /** The batch that first brought it. */
  readonly batchId: string;
  readonly datasetId: string;
  readonly rowNo: number;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly sha256: Buffer;
  readonly mapped: MappedRow | null;
  /** The row is held already and looked at again. */
  readonly held?: { readonly quarantinedRowId: string; readonly reason: string; readonly rowKey: string };
}

export const rowHash = (raw: Readonly<Record<string, unknown>>): Buffer => sha256Of(canonical(storable(raw)));

/** Rows of one load, in temporary tables of one connection: fetched over minutes, judged and kept in one transaction of milliseconds. */
export class Staging {
  private constructor(
    private readonly runner: ReturnType<DataSource['createQueryRunner']>,
    private readonly scope: TransactionScope,
  ) {}

  static async use<T>(
    database: DataSource,
    scope: TransactionScope,
    work: (staging: Staging) => Promise<T>,
  ): Promise<T> {
    const runner = database.createQueryRunner();
    try {
      await runner.query(createTables);
      return await work(new Staging(runner, scope));
    } finally {
      await runner.release();
    }
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransactionOn(this.runner, this.scope, work);
  }

  add(rows: readonly EvaluatedRow[]): Promise<void> {
    return this.transaction((transaction) => stageRows(transaction, rows));
  }
}

/** The tables outlive a transaction, and with a pooled connection a load: each begins empty. */
const createTables = `
  create temporary table if not exists staged_row (
    batch_id uuid not null, dataset_id text not null, row_no integer not null,
    row_key text not null, sha256 bytea not null, raw jsonb not null,
    employee_code text, occurred_on date, left_out boolean not null,
    reason text, detail jsonb,
    -- Of a row that is held already.
    quarantined_row_id uuid, prior_reason text,
    -- Decided over the whole load.
    person_id uuid, verdict text, same_as_batch_id uuid, same_as_row_no integer
  );
  create temporary table if not exists staged_value (
    batch_id uuid not null, dataset_id text not null, row_no integer not null, input_id text not null, value numeric not null
  );
  create temporary table if not exists staged_person (person_id uuid not null, employee_code text not null);
  create temporary table if not exists staged_assignment (person_id uuid not null, valid_from date not null, valid_to date);
  create index if not exists staged_row_key on staged_row (dataset_id, row_key);
  create index if not exists staged_assignment_person on staged_assignment (person_id);
  create temporary table if not exists staged_total (dataset_id text not null, measure text not null, total numeric not null);
  truncate staged_row, staged_value, staged_person, staged_assignment, staged_total`;

/** For the next source within the same transaction. */
export const clearStaged = (transaction: Transaction): Promise<unknown> =>
  transaction.query('truncate staged_row, staged_value, staged_person, staged_assignment, staged_total');

export async function stageRows(transaction: Transaction, rows: readonly EvaluatedRow[]): Promise<void> {
  await copyInto(
    transaction,
    'staged_row',
    [
      'batch_id',
      'dataset_id',
      'row_no',
      'row_key',
      'sha256',
      'raw',
      'employee_code',
      'occurred_on',
      'left_out',
      'reason',
      'detail',
      'quarantined_row_id',
      'prior_reason',
    ],
    rows.map(rowValues),
  );
  await copyInto(
    transaction,
    'staged_value',
    ['batch_id', 'dataset_id', 'row_no', 'input_id', 'value'],
    rows.flatMap(({ batchId, datasetId, rowNo, mapped }) =>
      (mapped?.values ?? []).map(({ inputId, value }) => [batchId, datasetId, rowNo, inputId, value]),
    ),
  );
}

const text = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : String(storable(value));

const rowValues = ({ batchId, datasetId, rowNo, raw, sha256, mapped, held }: EvaluatedRow): readonly CopyValue[] => [
  batchId,
  datasetId,
  rowNo,
  // A row without a key is told from others by its content alone.
  held?.rowKey ?? text(mapped?.rowKey) ?? `#${sha256.toString('hex')}`,
  `\\x${sha256.toString('hex')}`,
  JSON.stringify(storable(raw)),
  text(mapped?.employeeCode),
  mapped?.occurredOn ?? null,
  mapped === null,
  mapped?.held?.reason ?? null,
  mapped?.held ? JSON.stringify(storable(mapped.held.detail)) : null,
  held?.quarantinedRowId ?? null,
  held?.reason ?? null,
];

export async function stageDirectory(transaction: Transaction, people: readonly DirectoryPerson[]): Promise<void> {
  await copyInto(
    transaction,
    'staged_person',
    ['person_id', 'employee_code'],
    people.map(({ personId, employeeCode }) => [personId, employeeCode.trim().toUpperCase()]),
  );
  await copyInto(
    transaction,
    'staged_assignment',
    ['person_id', 'valid_from', 'valid_to'],
    people.flatMap(({ personId, assignments }) => assignments.map(({ from, to }) => [personId, from, to])),
  );
  await transaction.query('analyze staged_row, staged_value, staged_person, staged_assignment');
}
