import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { CycleAddress } from '../../../../libs/contracts/cycles/workflow.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import type { ConductorCommand } from '../conductor-port.js';

const reason = z.string();
const personId = z.uuid();
/** What HR said. It is kept in the record because Temporal is given ids alone. */
export const command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('extend'), stage: z.string(), days: z.int(), reason }),
  z.strictObject({ kind: z.literal('pause'), reason }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('cancel'), reason }),
  z.strictObject({ kind: z.literal('excludePerson'), personId, reason }),
  z.strictObject({ kind: z.literal('addPerson'), personId, reason }),
  /** Late data that were approved; the rows and the reason stand with the proposal. */
  z.strictObject({ kind: z.literal('rescore'), lateRequestId: z.uuid() }),
]);
export type Command = z.infer<typeof command>;

/** Who said it, in the words of the port. */
export type Commander = Pick<ConductorCommand, 'byAccountId' | 'byPersonId' | 'requestId'>;

/** Safe to repeat: a command has one row, by its id. */
export async function writeCommand(
  database: DataSource,
  { companyId, cycleId, commandId }: CycleAddress & { commandId: string },
  { byAccountId, byPersonId, requestId }: Commander,
  said: Command,
): Promise<void> {
  await inTransaction(database, { companyId, personId: byPersonId }, (transaction) =>
    transaction.query(
      `insert into cycles.command (company_id, command_id, cycle_id, by_account_id, by_person_id, request_id, said)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [companyId, commandId, cycleId, byAccountId, byPersonId, requestId, JSON.stringify(said)],
    ),
  );
}

interface StoredCommand {
  readonly by_account_id: string;
  readonly by_person_id: string;
  readonly request_id: string;
  readonly said: unknown;
}

export async function readCommand(
  database: DataSource,
  { companyId, cycleId, commandId }: CycleAddress & { commandId: string },
): Promise<{ by: Commander; said: Command }> {
  const [row] = await inTransaction(database, { companyId }, (transaction) =>
    transaction.query<StoredCommand>(
      `select by_account_id, by_person_id, request_id, said from cycles.command
       where company_id = $1 and cycle_id = $2 and command_id = $3`,
      [companyId, cycleId, commandId],
    ),
  );
  if (!row) {
    throw new Problem(404, 'cycle_command.not_found', `No command ${commandId} of cycle ${cycleId}; send it again.`);
  }
  const by = { byAccountId: row.by_account_id, byPersonId: row.by_person_id, requestId: row.request_id };
  return { by, said: command.parse(row.said) };
}
