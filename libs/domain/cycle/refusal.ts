/** Why a command is refused: stable codes, translated by screens; `values` fill the translation. */
export interface Refusal {
  readonly ok: false;
  readonly code:
    | 'cycle.paused'
    | 'cycle.not_running'
    | 'task.closed'
    | 'task.verb_not_possible'
    | 'task.window_closed'
    | 'appraisal.stale_version'
    | 'appraisal.move_not_possible'
    | 'appraisal.no_reviewer'
    | 'appeal.line_unknown'
    | 'appeal.row_unknown'
    | 'appeal.is_final'
    | 'appeal.no_handler'
    | 'appeal.score_missing'
    | 'appeal.score_not_asked'
    | 'adjustment.line_unknown'
    | 'adjustment.twice'
    | 'adjustment.not_a_decimal'
    | 'adjustment.line_has_no_score'
    | 'adjustment.out_of_bounds'
    | 'adjustment.over_limit'
    | 'exclusion.line_unknown'
    | 'exclusion.line_not_blocked'
    | 'cycle.not_finished'
    | 'decision.not_withdrawable'
    | 'decision.acted_on'
    | 'decision.reviewed_already'
    | 'calibration.grade_unknown'
    | 'calibration.grade_unchanged'
    | 'calibration.own_grade'
    | 'calibration.quota_exceeded';
  readonly values: Readonly<Record<string, string | number | null>>;
}

export const refuse = (code: Refusal['code'], values: Refusal['values'] = {}): Refusal => ({ ok: false, code, values });
