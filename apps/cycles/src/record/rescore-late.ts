import { resultsRescored } from '../../../../libs/contracts/cycles/events.js';
import { admitLateData } from '../../../../libs/contracts/metrics/late-data.js';
import { computeRun, type PersonScoreResult } from '../../../../libs/contracts/metrics/messages.js';
import { moveTo, rescorableStates } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { endRequest, findRequest } from '../late-data/request-rows.js';
import { carryAdjustments } from './carry-adjustments.js';
import { type CycleRow, eventName, readCycle, refuseState, timesOf } from './cycle-row.js';
import { boardMoved, inParts } from './events.js';
import { copiedResults, resultRows } from './keep-results.js';
import { type RecordPorts, systemCall } from './ports.js';
import { exclusionsOf, pagesOf } from './score-people.js';
import type { CommandOrigin } from './set-operations.js';
import { closeTasks, timedColumns, timedParameters, timedValues } from './task-rows.js';

const mostInRun = 500;

/** Safe to repeat: the rows are taken in once, the same people make the same runs, and whoever has the run's result is left alone. */
export async function rescoreLate(
  ports: RecordPorts,
  command: CommandOrigin & { readonly lateRequestId: string },
): Promise<{ cohortNos: readonly number[] }> {
  const { companyId, cycleId, lateRequestId } = command;
  const scope = { companyId, personId: command.byPersonId ?? null };
  const { cycle, request } = await inTransaction(ports.database, scope, async (transaction) => {
    const request = await findRequest(transaction, command, lateRequestId);
    if (!request || request.state === 'proposed' || request.state === 'declined')
      throw notFound('late_data_request', lateRequestId);
    return { cycle: await readCycle(transaction, command), request };
  });
  if (cycle.state !== 'scoring' && cycle.state !== 'in_review') throw refuseState(cycle, 'scoring or in_review');
  const call = systemCall(companyId);
  const requestKey = `late/${lateRequestId}`;
  const { personIds } = await ports.services.ask(
    admitLateData,
    { cycleId, requestKey, digest: request.digest, exclusions: await exclusionsOf(ports, cycle, null) },
    call,
  );
  const cohortNos = new Set<number>();
  for (const [index, part] of inParts(personIds, mostInRun).entries()) {
    const exclusions = await exclusionsOf(ports, cycle, part);
    const asked = { cycleId, requestKey: `${requestKey}/${index + 1}`, personIds: part, exclusions };
    const { runId } = await ports.services.ask(computeRun, asked, call);
    for await (const results of pagesOf(ports.services, runId, call))
      for (const cohortNo of await keepPage(ports, command, results)) cohortNos.add(cohortNo);
  }
  await inTransaction(ports.database, scope, (transaction) => endRequest(transaction, command, lateRequestId));
  return { cohortNos: [...cohortNos] };
}

interface Rescored {
  readonly appraisalId: string;
  readonly personId: string;
  readonly cohortNo: number;
  readonly stage: string;
  readonly released: boolean;
  readonly assigneeId: string | null;
}

function keepPage(
  ports: RecordPorts,
  command: CommandOrigin,
  results: readonly PersonScoreResult[],
): Promise<readonly number[]> {
  const { companyId, byPersonId = null } = command;
  return inTransaction(ports.database, { companyId, personId: byPersonId }, async (transaction) => {
    const cycle = await readCycle(transaction, command);
    const personIds = await lockRescorable(transaction, cycle, results);
    const fresh = results.filter(({ personId }) => personIds.includes(personId));
    if (fresh.length === 0) return cohortsOf(transaction, cycle, results);
    const counted = await carryAdjustments(transaction, cycle, personIds, fresh);
    const stages = Object.fromEntries(
      rescorableStates.flatMap((stage) => {
        const after = moveTo(stage, 'late_rescore', cycle.route.stages);
        return after === null ? [] : [[stage, after]];
      }),
    );
    const rescored = await transaction.query<Rescored>(keepSql, [
      companyId,
      cycle.cycleId,
      JSON.stringify(counted),
      JSON.stringify(stages),
      command.byAccountId,
      byPersonId,
      command.requestId ?? null,
    ]);
    const again = rescored.filter(({ stage }) => stage === 'acknowledgement').map(({ appraisalId }) => appraisalId);
    await askAgain(ports, transaction, cycle, again);
    await tellRescored(transaction, cycle, rescored);
    return [...new Set(rescored.map(({ cohortNo }) => cohortNo))];
  });
}

/** In the order in which decisions lock appraisals. Who cannot be scored any more keeps what they have. */
async function lockRescorable(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  results: readonly PersonScoreResult[],
): Promise<string[]> {
  const scored = results.filter(({ status }) => status === 'scored');
  const rows = await transaction.query<{ personId: string }>(
    `select person_id as "personId" from cycles.appraisal
     where company_id = $1 and cycle_id = $2 and person_id = any($3) and stage = any($4) and run_no < $5
     order by appraisal_id for update`,
    [
      companyId,
      cycleId,
      scored.map(({ personId }) => personId),
      rescorableStates,
      Math.max(0, ...scored.map(({ runNo }) => runNo)),
    ],
  );
  return rows.map(({ personId }) => personId);
}

/** Of a page that was kept before. */
async function cohortsOf(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  results: readonly PersonScoreResult[],
): Promise<number[]> {
  const rows = await transaction.query<{ cohortNo: number }>(
    `select distinct cohort_no as "cohortNo" from cycles.appraisal where company_id = $1 and cycle_id = $2 and person_id = any($3)`,
    [companyId, cycleId, results.map(({ personId }) => personId)],
  );
  return rows.map(({ cohortNo }) => cohortNo);
}

const keepSql = `
  with result as (${resultRows}),
  stages as (select $4::jsonb as after),
  moved as (
    update cycles.appraisal a
    set stage = s.after ->> a.stage, run_no = r."runNo", version = a.version + 1,
        total = r."nowTotal", total_unrounded = r."nowTotalUnrounded", grade = r."nowGrade"
    from result r, stages s
    where a.company_id = $1 and a.cycle_id = $2 and a.person_id = r."personId" and s.after ? a.stage
    returning a.appraisal_id, a.person_id, a.cohort_no, a.stage, a.round, a.version, a.released_at is not null as is_released,
      old.stage as was, old.run_no as run_before, old.total as total_before, old.grade as grade_before, r.*
  ),
  ${copiedResults},
  history as (
    insert into audit.entry (company_id, actor_account_id, actor_person_id, action, subject_type, subject_id, about_person_id, before, after,
                             request_id)
    select $1, $5, $6, 'appraisal.rescored', 'appraisal', m.appraisal_id::text, m.person_id,
           jsonb_build_object('stage', m.was, 'version', m.version - 1, 'runNo', m.run_before, 'total', m.total_before::text,
                              'grade', m.grade_before),
           jsonb_build_object('cycleId', $2::text, 'stage', m.stage, 'version', m.version, 'runNo', m."runNo", 'runId', m."runId",
                              'total', m."nowTotal"::text, 'grade', m."nowGrade"), $7::text
    from moved m
  )
  select m.appraisal_id as "appraisalId", m.person_id as "personId", m.cohort_no as "cohortNo", m.stage, m.is_released as released,
    (select t.assignee_id from cycles.task t where t.company_id = $1 and t.appraisal_id = m.appraisal_id and t.closed_at is null) as "assigneeId"
  from moved m`;

/** Whoever had seen another result has the whole window again; an acknowledgement of that one counts no more. */
async function askAgain(
  ports: RecordPorts,
  transaction: Transaction,
  cycle: CycleRow,
  appraisalIds: readonly string[],
): Promise<void> {
  if (appraisalIds.length === 0) return;
  const { companyId, cycleId } = cycle;
  for (const appraisalId of appraisalIds)
    await closeTasks(transaction, cycle, 'rescored', { appraisalId, stage: 'acknowledgement' });
  await transaction.query(
    `update cycles.acknowledgement set voided_at = platform.now() where company_id = $1 and appraisal_id = any($2) and voided_at is null`,
    [companyId, appraisalIds],
  );
  await transaction.query(
    `update cycles.decision set voided_at = platform.now()
     where company_id = $1 and appraisal_id = any($2) and stage = 'acknowledgement' and verb in ('acknowledge', 'deemed') and voided_at is null`,
    [companyId, appraisalIds],
  );
  const clock = await ports.calendars.clockOf(companyId, cycle.timeZone);
  await transaction.query(
    `insert into cycles.task (company_id, cycle_id, appraisal_id, cohort_no, stage, round, assignee_id, ${timedColumns})
     select $1, $2, a.appraisal_id, a.cohort_no, 'acknowledgement', a.round, a.person_id, ${timedParameters(4)}
     from cycles.appraisal a where a.company_id = $1 and a.appraisal_id = any($3)`,
    [companyId, cycleId, appraisalIds, ...timedValues(cycle.now, timesOf(cycle, 'acknowledgement', clock))],
  );
}

async function tellRescored(transaction: Transaction, cycle: CycleRow, rescored: readonly Rescored[]): Promise<void> {
  const people = rescored.flatMap(({ appraisalId, personId, released, assigneeId }) => {
    const toPersonIds = [...new Set([...(released ? [personId] : []), ...(assigneeId === null ? [] : [assigneeId])])];
    return toPersonIds.length === 0 ? [] : [{ appraisalId, personId, toPersonIds }];
  });
  await tell(transaction, 'cycles', cycle.companyId, [
    ...inParts(people).map((part) => ({ type: resultsRescored.type, payload: { ...eventName(cycle), people: part } })),
    boardMoved(cycle.cycleId),
  ]);
}
