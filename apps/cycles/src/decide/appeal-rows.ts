import type { AppealGround } from '../../../../libs/domain/cycle/index.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import type { AppraisalSituation } from './situation.js';

export interface KnownAppeal {
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly ground: AppealGround;
  readonly answered: boolean;
  readonly handlerId: string;
  readonly answeredBy: string | null;
}

/** What an appeal or its answer depends on beyond the situation. */
export interface AppealBackground {
  readonly runId: string | null;
  readonly lines: readonly { readonly segmentNo: number; readonly kpiId: string }[];
  readonly appeals: readonly KnownAppeal[];
  /** Whoever reviewed it, held its 1-on-1 or was asked to. */
  readonly reviewers: readonly string[];
}

export async function readAppealBackground(
  transaction: Transaction,
  companyId: string,
  { appraisal_id, run_no }: AppraisalSituation,
): Promise<AppealBackground> {
  const [row] = await transaction.query<AppealBackground>(
    `select (select run_id from cycles.appraisal_result where company_id = $1 and appraisal_id = $2 and run_no = $3) as "runId",
      (select coalesce(jsonb_agg(jsonb_build_object('segmentNo', segment_no, 'kpiId', kpi_id)), '[]') from cycles.appraisal_line
       where company_id = $1 and appraisal_id = $2 and run_no = $3) as lines,
      (select coalesce(jsonb_agg(jsonb_build_object('segmentNo', segment_no, 'kpiId', kpi_id, 'ground', ground, 'answered', outcome is not null,
         'handlerId', handler_id, 'answeredBy', answered_by) order by appealed_at), '[]')
       from cycles.appeal where company_id = $1 and appraisal_id = $2) as appeals,
      array(select distinct d.by_person_id from cycles.task t join cycles.decision d on d.company_id = t.company_id and d.task_id = t.task_id
            where t.company_id = $1 and t.appraisal_id = $2 and d.by_person_id is not null
              and d.stage in ('manager_review', 'second_review', 'interview')
            union select h.to_person_id from cycles.handover h
            where h.company_id = $1 and h.appraisal_id = $2 and h.stage in ('manager_review', 'second_review', 'interview')) as reviewers`,
    [companyId, appraisal_id, run_no],
  );
  return row ?? { runId: null, lines: [], appeals: [], reviewers: [] };
}
