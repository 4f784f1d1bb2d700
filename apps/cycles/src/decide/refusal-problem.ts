import type { Refusal } from '../../../../libs/domain/cycle/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';

type Values = Refusal['values'];

/** What happened, the value seen, the next step; screens show the code's own message in the reader's language. */
const details: Readonly<Record<Refusal['code'], (values: Values) => string>> = {
  'cycle.paused': () => 'The cycle is paused; wait until HR resumes it.',
  'cycle.not_running': ({ state }) => `The cycle is ${state}; nothing can be decided in it now.`,
  'cycle.not_finished': ({ state }) => `The cycle is ${state}; it is signed off once its report is published.`,
  'task.closed': () => 'This task is done already; read the appraisal again to see what happened.',
  'task.verb_not_possible': ({ verb, stage }) => `A task of the stage ${stage} cannot be answered by ${verb}.`,
  'task.window_closed': ({ dueAt }) => `The window ended at ${dueAt}; past it, silence is an acceptance.`,
  'appraisal.stale_version': ({ seen, current }) =>
    `You decided on version ${seen}, but the appraisal is at version ${current}; read it again and decide anew.`,
  'appraisal.move_not_possible': ({ stage, verb }) => `An appraisal that is ${stage} cannot be moved by ${verb}.`,
  'appraisal.no_reviewer': () => 'Nobody is left who could review this person; HR has to name a manager first.',
  'appeal.line_unknown': ({ segmentNo, kpiId }) =>
    `The result has no line ${kpiId} in segment ${segmentNo} that could be appealed; read the sheet again.`,
  'appeal.row_unknown': ({ kpiId, seen }) =>
    `The line ${kpiId} was not made of the row ${seen}; name one of the rows that stand with the line, or none.`,
  'appeal.is_final': ({ kpiId }) =>
    `The line ${kpiId} has been appealed twice; the second answer is final. Talk to HR about anything new.`,
  'appeal.no_handler': () =>
    'Nobody of HR is left who had no part in this appraisal; an administrator has to give another person the HR grant first.',
  'appeal.score_missing': () => 'An appeal to the rule is upheld with a new score of the line; give one.',
  'appeal.score_not_asked': () =>
    'An appeal to the data is upheld without a score: the row is put right and the next run computes it. Leave the score out.',
  'adjustment.line_unknown': ({ segmentNo, kpiId }) =>
    `The result has no line ${kpiId} in segment ${segmentNo}; read the sheet again.`,
  'adjustment.twice': ({ kpiId }) => `The line ${kpiId} is adjusted twice in one decision; send it once.`,
  'adjustment.not_a_decimal': ({ kpiId, seen }) => `The score ${seen} for ${kpiId} is not a decimal number.`,
  'adjustment.line_has_no_score': ({ kpiId }) => `The line ${kpiId} has no score that could be adjusted.`,
  'adjustment.out_of_bounds': ({ kpiId, seen, from, to }) =>
    `The score ${seen} for ${kpiId} is outside its bounds; give one from ${from} to ${to}.`,
  'adjustment.over_limit': ({ kpiId, seen, from, to }) =>
    `The score ${seen} for ${kpiId} is further from the computed one than the standard allows; give one from ${from} to ${to}.`,
  'decision.not_withdrawable': ({ verb, stage }) =>
    `What was decided by ${verb} at the stage ${stage} cannot be taken back; approvals and returns can.`,
  'decision.acted_on': () => 'Whoever comes next has acted already; ask them to return it.',
  'decision.reviewed_already': () =>
    'You have decided another review of this person; one person decides once. Leave this one to whoever it waits for.',
  'exclusion.line_unknown': ({ kpiId }) => `The result has no line ${kpiId}; read the sheet again.`,
  'exclusion.line_not_blocked': ({ kpiId }) =>
    `The line ${kpiId} does not block the total, so it cannot be left out; only blocking lines can.`,
  'calibration.grade_unknown': ({ grade }) => `The person's standard has no grade ${grade}; choose one of its own.`,
  'calibration.grade_unchanged': ({ grade }) => `The grade is ${grade} already; choose another one.`,
  'calibration.own_grade': () => 'Nobody moves their own grade; another member of HR has to.',
  'calibration.quota_exceeded': ({ grade, min, max, actual }) =>
    `The group would have ${actual} people of grade ${grade}, where ${max === null ? `at least ${min}` : `${min} to ${max}`} are allowed; move others first.`,
};

const unacceptableAppeals: readonly string[] = [
  'appeal.line_unknown',
  'appeal.row_unknown',
  'appeal.score_missing',
  'appeal.score_not_asked',
];

/** 422: what was sent cannot be accepted as it stands; 409: it does not fit where things stand now. */
export function problemOfRefusal({ code, values }: Refusal): Problem {
  const unacceptable =
    /^(adjustment|exclusion)\.|^calibration\.grade_/.test(code) || unacceptableAppeals.includes(code);
  return new Problem(unacceptable ? 422 : 409, code, details[code](values), values);
}
