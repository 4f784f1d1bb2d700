/** What a line counts now: the adjusted score where a manager moved it. Over `cycles.appraisal_line l`. */
export const scoreNow = `round(coalesce(
  (select j.score_after from cycles.adjustment j where j.company_id = l.company_id and j.appraisal_id = l.appraisal_id
     and j.segment_no = l.segment_no and j.kpi_id = l.kpi_id and j.voided_at is null), l.score), 2)`;
