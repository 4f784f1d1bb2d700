import type { cyclesHttp } from '../../../../libs/contracts/cycles/http.js';
import type { InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { type AppraisalState, calibrationOf, moveRefusal, refuse } from '../../../../libs/domain/cycle/index.js';
import type { GradeBand } from '../../../../libs/domain/scoring/standard.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import type { ActingCall } from '../caller.js';
import { problemOfRefusal } from '../decide/refusal-problem.js';
import { boardMoved } from '../record/events.js';
import { writeHistory } from '../record/history.js';
import { countGrades } from './group-rows.js';
import { calibratingPerson, type LockedGroup, lockForSession, openTaskOf } from './session-access.js';

type Http = typeof cyclesHttp;
type Body = InputOf<Http['moveGrade']>['body'];
type Reply = ReplyOf<Http['moveGrade']>;

interface Moved {
  readonly personId: string;
  readonly stage: AppraisalState;
  readonly version: number;
  readonly grade: string | null;
  readonly gradeBefore: string | null;
  readonly bands: readonly GradeBand[];
}

/** One person's grade, in turn with every other move of the group: the quotas are reckoned of what the move before left. */
export async function moveGrade(
  transaction: Transaction,
  call: ActingCall,
  groupId: string,
  body: Body,
  seen: number,
): Promise<Reply> {
  const byPersonId = calibratingPerson(call);
  const group = await lockForSession(transaction, call, groupId);
  const taskId = openTaskOf(group);
  const about = await lockAppraisal(transaction, call.companyId, groupId, body.appraisalId);
  const from = movableGrade(about, seen);
  const moved = { from, to: body.grade, byPersonId, aboutPersonId: about.personId, scale: scaleOf(about) };
  const counts = await countGrades(transaction, call.companyId, groupId);
  const refusal = moveRefusal(moved, counts, calibrationOf(group.cycle.route)?.quotas ?? []);
  if (refusal) throw problemOfRefusal(refusal);
  const gradeBefore = about.gradeBefore ?? from;
  await transaction.query(
    `update cycles.appraisal set grade = $3, grade_before_calibration = $4, version = version + 1
     where company_id = $1 and appraisal_id = $2`,
    [call.companyId, body.appraisalId, body.grade, gradeBefore],
  );
  await keepMove(transaction, call, group, { ...body, taskId, from, byPersonId, about });
  return { appraisalId: body.appraisalId, grade: body.grade, gradeBefore, version: about.version + 1 };
}

const scaleOf = ({ bands }: Moved): string[] => bands.map(({ grade }) => grade);

async function lockAppraisal(
  transaction: Transaction,
  companyId: string,
  groupId: string,
  appraisalId: string,
): Promise<Moved> {
  const [row] = await transaction.query<Moved>(
    `select a.person_id as "personId", a.stage, a.version, a.grade, a.grade_before_calibration as "gradeBefore",
            coalesce((select r.rules -> 'grades' from cycles.appraisal_result r
                      where r.company_id = $1 and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no), '[]') as bands
     from cycles.appraisal a where a.company_id = $1 and a.calibration_group_id = $2 and a.appraisal_id = $3 for update`,
    [companyId, groupId, appraisalId],
  );
  if (!row) throw notFound('appraisal', appraisalId);
  return row;
}

function movableGrade({ stage, version, grade }: Moved, seen: number): string {
  if (version !== seen) throw problemOfRefusal(refuse('appraisal.stale_version', { seen, current: version }));
  if (stage !== 'calibration' || grade === null)
    throw problemOfRefusal(refuse('appraisal.move_not_possible', { stage, verb: 'calibrate' }));
  return grade;
}

interface Made extends Body {
  readonly taskId: string;
  readonly from: string;
  readonly byPersonId: string;
  readonly about: Moved;
}

async function keepMove(
  transaction: Transaction,
  { companyId, actor, requestId }: ActingCall,
  { cycle, groupId }: LockedGroup,
  { appraisalId, grade, reason, taskId, from, byPersonId, about }: Made,
): Promise<void> {
  const { cycleId } = cycle;
  await transaction.query(
    `insert into cycles.calibration_move (company_id, cycle_id, group_id, task_id, appraisal_id, from_grade, to_grade, reason,
                                          by_person_id, by_account_id, moved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, platform.now())`,
    [companyId, cycleId, groupId, taskId, appraisalId, from, grade, reason, byPersonId, actor.accountId],
  );
  await writeHistory(transaction, cycle, {
    action: 'appraisal.grade_moved',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: about.personId,
    before: { grade: from, stage: about.stage, version: about.version },
    after: { cycleId, groupId, taskId, grade, stage: about.stage, version: about.version + 1 },
    reason,
    by: { byAccountId: actor.accountId, byPersonId, requestId },
  });
  await tell(transaction, 'cycles', companyId, [boardMoved(cycleId)]);
}
