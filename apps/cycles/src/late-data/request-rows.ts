import type { LateDataRequest } from '../../../../libs/contracts/cycles/late-data.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { CycleAddress } from '../record/set-operations.js';

export interface RequestRow {
  readonly requestId: string;
  readonly state: LateDataRequest['state'];
  readonly digest: string;
  readonly reason: string;
  readonly rows: number;
  readonly personIds: readonly string[];
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
  readonly rescored: number | null;
}

const columns = `request_id as "requestId", state, digest, reason, rows, person_ids as "personIds", proposed_by as "proposedBy",
  proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt", note, rescored`;

/** The open one before the last one. */
export async function readLatestRequest(
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
): Promise<RequestRow | undefined> {
  const [row] = await transaction.query<RequestRow>(
    `select ${columns} from cycles.late_data_request where company_id = $1 and cycle_id = $2
     order by state in ('proposed', 'approved') desc, request_id desc limit 1`,
    [companyId, cycleId],
  );
  return row;
}

export async function findRequest(
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
  requestId: string,
): Promise<RequestRow | undefined> {
  const [row] = await transaction.query<RequestRow>(
    `select ${columns} from cycles.late_data_request where company_id = $1 and cycle_id = $2 and request_id = $3 for update`,
    [companyId, cycleId, requestId],
  );
  return row;
}

/** undefined: another one is open. */
export async function writeRequest(
  transaction: Transaction,
  { companyId, cycleId }: CycleAddress,
  request: Pick<RequestRow, 'digest' | 'rows' | 'personIds' | 'reason' | 'proposedBy'>,
): Promise<RequestRow | undefined> {
  const [row] = await transaction.query<RequestRow>(
    `insert into cycles.late_data_request (company_id, cycle_id, digest, rows, person_ids, reason, proposed_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (company_id, cycle_id) where state in ('proposed', 'approved') do nothing returning ${columns}`,
    [companyId, cycleId, request.digest, request.rows, request.personIds, request.reason, request.proposedBy],
  );
  return row;
}

export async function decideRequest(
  transaction: Transaction,
  { companyId }: { readonly companyId: string },
  requestId: string,
  decision: { readonly state: 'approved' | 'declined'; readonly by: string; readonly note: string | null },
): Promise<RequestRow | undefined> {
  const [row] = await transaction.query<RequestRow>(
    `update cycles.late_data_request set state = $3, decided_by = $4, decided_at = platform.now(), note = $5
     where company_id = $1 and request_id = $2 and state = 'proposed' returning ${columns}`,
    [companyId, requestId, decision.state, decision.by, decision.note],
  );
  return row;
}

export const endRequest = (
  transaction: Transaction,
  { companyId }: { readonly companyId: string },
  requestId: string,
): Promise<unknown> =>
  transaction.query(
    `update cycles.late_data_request r set state = 'done', rescored = (
       select count(*) from cycles.appraisal a where a.company_id = $1 and a.cycle_id = r.cycle_id and a.person_id = any(r.person_ids)
         and exists (select from cycles.appraisal_result x where x.company_id = $1 and x.appraisal_id = a.appraisal_id
                     and x.run_no = a.run_no and x.copied_at >= r.decided_at))
     where company_id = $1 and request_id = $2 and state = 'approved'`,
    [companyId, requestId],
  );
