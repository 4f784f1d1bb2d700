import type { VerificationProblem, VerificationStatus } from '../../../../libs/contracts/audit/http.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { VerificationResult } from './result.js';

export type LastVerification = Omit<VerificationStatus, 'chain'>;

interface Row {
  readonly verification_id: string;
  readonly state: 'running' | 'clean' | 'altered' | 'incomplete' | 'failed';
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly entries: string;
  readonly anchors: number;
  readonly first_bad_seq: string | null;
  readonly problems: VerificationProblem[];
}

export async function lastVerification(transaction: Transaction, companyId: string): Promise<LastVerification> {
  const [row] = await transaction.query<Row>(
    `select verification_id, state, started_at, finished_at, entries, anchors, first_bad_seq, problems
     from audit.verification where company_id = $1 order by verification_id desc limit 1`,
    [companyId],
  );
  return {
    verificationId: row?.verification_id ?? null,
    state: row?.state ?? 'never',
    startedAt: row?.started_at.toISOString() ?? null,
    finishedAt: row?.finished_at?.toISOString() ?? null,
    entries: Number(row?.entries ?? 0),
    anchors: row?.anchors ?? 0,
    firstBadSeq: row?.first_bad_seq == null ? null : Number(row.first_bad_seq),
    problems: row?.problems ?? [],
  };
}

/** The new verification's id; undefined while another one runs. One that never came back, its process having died, is given up first. */
export async function beginVerification(
  transaction: Transaction,
  companyId: string,
  accountId: string,
): Promise<string | undefined> {
  await transaction.query(
    `update audit.verification set state = 'failed', finished_at = platform.now()
     where company_id = $1 and state = 'running' and started_at < platform.now() - interval '15 minutes'`,
    [companyId],
  );
  const [row] = await transaction.query<{ verification_id: string }>(
    `insert into audit.verification (company_id, started_by) values ($1, $2)
     on conflict (company_id) where state = 'running' do nothing returning verification_id`,
    [companyId, accountId],
  );
  return row?.verification_id;
}

export async function endVerification(
  transaction: Transaction,
  companyId: string,
  verificationId: string,
  result: VerificationResult | undefined,
): Promise<void> {
  const problems = (result ? [...result.altered, ...result.incomplete] : []).map(({ code, seq, detail }) => ({
    code,
    seq,
    detail,
  }));
  await transaction.query(
    `update audit.verification
     set state = $3, finished_at = platform.now(), entries = $4, anchors = $5, first_bad_seq = $6, problems = $7
     where company_id = $1 and verification_id = $2`,
    [
      companyId,
      verificationId,
      result?.outcome ?? 'failed',
      result?.entries ?? 0,
      result?.anchors ?? 0,
      result?.firstBadSeq ?? null,
      JSON.stringify(problems),
    ],
  );
}

/** The chain as it is now, without anchors. */
export async function chainState(
  transaction: Transaction,
  companyId: string,
): Promise<{ sealed: number; headHash: string | null; unsealed: number }> {
  const [row] = await transaction.query<{ seq: string | null; hash: string | null; unsealed: string }>(
    `select head.seq, encode(head.hash, 'hex') as hash,
            (select count(*) from audit.entry e, audit.sealer
             where e.company_id = $1 and (e.xid, e.entry_id) > (sealer.last_xid, sealer.last_entry_id)
               and not exists (select from audit.seal s where s.company_id = $1 and s.entry_id = e.entry_id)) as unsealed
     from (select) one
     left join lateral (select seq, hash from audit.seal where company_id = $1 order by seq desc limit 1) head on true`,
    [companyId],
  );
  return { sealed: Number(row?.seq ?? 0), headHash: row?.hash ?? null, unsealed: Number(row?.unsealed ?? 0) };
}
