import { openCollection } from '../../../../libs/contracts/metrics/messages.js';
import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import { type AppraisalState, finalStates } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { notFound, Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { assignedReviewer, insertAppraisals } from './appraisal-rows.js';
import { joinCalibrationGroups } from './calibration-groups.js';
import { cohortForOne } from './cohort-rows.js';
import { type CycleRow, readCycle, refuseState } from './cycle-row.js';
import { boardMoved } from './events.js';
import { writeHistory } from './history.js';
import { keepNames, namesOf } from './names.js';
import { openReview } from './open-review.js';
import { hasStandard, membersOf } from './population.js';
import { type RecordPorts, systemCall } from './ports.js';
import { scoreAwaiting } from './score-people.js';
import type { CommandOrigin } from './set-operations.js';
import { obeyed } from './steer.js';
import { closeTasks } from './task-rows.js';

type AboutPerson = CommandOrigin & { readonly personId: string; readonly reason: string };

interface Present {
  readonly appraisalId: string;
  readonly cohortNo: number;
  readonly stage: AppraisalState;
  readonly version: number;
}

async function findAppraisal(
  transaction: Transaction,
  { companyId, cycleId }: CycleRow,
  personId: string,
): Promise<Present | undefined> {
  const [row] = await transaction.query<Present>(
    `select appraisal_id as "appraisalId", cohort_no as "cohortNo", stage, version from cycles.appraisal
     where company_id = $1 and cycle_id = $2 and person_id = $3 for update`,
    [companyId, cycleId, personId],
  );
  return row;
}

/** Safe to repeat: somebody who is excluded already stays so. */
export async function excludePerson(ports: RecordPorts, command: AboutPerson): Promise<{ cohortNo: number }> {
  const exclude = async (transaction: Transaction, cycle: CycleRow): Promise<{ cohortNo: number }> => {
    const found = await findAppraisal(transaction, cycle, command.personId);
    if (!found) throw notFound('appraisal', command.personId);
    const { appraisalId, cohortNo, stage, version } = found;
    if (finalStates.includes(stage)) return { cohortNo };
    await closeTasks(transaction, cycle, 'excluded', { appraisalId });
    await transaction.query(
      `update cycles.appraisal set stage = 'excluded', version = version + 1 where company_id = $1 and appraisal_id = $2`,
      [cycle.companyId, appraisalId],
    );
    await writeHistory(transaction, cycle, {
      action: 'appraisal.excluded',
      subjectType: 'appraisal',
      subjectId: appraisalId,
      aboutPersonId: command.personId,
      before: { stage, version },
      after: { cycleId: cycle.cycleId, stage: 'excluded', version: version + 1 },
      reason: command.reason,
      by: command,
    });
    await tell(transaction, 'cycles', cycle.companyId, [boardMoved(cycle.cycleId)]);
    return { cohortNo };
  };
  return obeyed(ports, command, exclude, exclude);
}

/** Safe to repeat: a person has one appraisal in a cycle; scoring and opening leave alone what is done. */
export async function addPerson(
  ports: RecordPorts,
  command: AboutPerson,
): Promise<{ cohortNo: number; newCohort: boolean }> {
  const { companyId } = command;
  const cycle = await inTransaction(ports.database, { companyId }, (transaction) => readCycle(transaction, command));
  const member = await collect(ports, cycle, command.personId);
  const enrolled = await enrol(ports, command, member);
  const cohort = { companyId, cycleId: cycle.cycleId, cohortNo: enrolled.cohortNo };
  const { state } = await inTransaction(ports.database, { companyId }, (transaction) =>
    readCycle(transaction, command),
  );
  if (state === 'scoring' || state === 'in_review') await scoreAwaiting(ports, cohort, 'collecting');
  if (state === 'in_review') await openReview(ports, cohort);
  return enrolled;
}

/** Their figures belong to the cycle from now on. */
async function collect(ports: RecordPorts, cycle: CycleRow, personId: string): Promise<PopulationMember> {
  const call = systemCall(cycle.companyId);
  const period = { kind: cycle.kind, from: cycle.periodFrom, to: cycle.periodTo };
  const [member] = await membersOf(ports.services, call, period, { personIds: [personId] });
  if (!member) {
    throw new Problem(
      422,
      'cycle.person_not_employed',
      `The person ${personId} has no assignment between ${period.from} and ${period.to}; enter it first.`,
      { personId, from: period.from, to: period.to },
    );
  }
  if (!hasStandard(member)) {
    throw new Problem(
      422,
      'cycle.person_without_standard',
      `No standard measures ${member.name}'s position ${member.positionId}; give the position one first.`,
      { personId, positionId: member.positionId },
    );
  }
  await ports.services.ask(
    openCollection,
    { cycleId: cycle.cycleId, period, sourceIds: [], personIds: [personId] },
    call,
  );
  const names = await namesOf(ports.services, call, [member], []);
  await inTransaction(ports.database, cycle, (transaction) => keepNames(transaction, cycle.companyId, names));
  return member;
}

function enrol(
  ports: RecordPorts,
  command: AboutPerson,
  member: PopulationMember,
): Promise<{ cohortNo: number; newCohort: boolean }> {
  const bring = async (transaction: Transaction, cycle: CycleRow) => {
    const present = await findAppraisal(transaction, cycle, member.personId);
    if (present && finalStates.includes(present.stage)) {
      throw new Problem(
        409,
        'cycle.person_has_left',
        `${member.name} was taken out of this cycle, which is final; appraise them in a cycle of their own.`,
        { personId: member.personId, stage: present.stage },
      );
    }
    if (present) return { cohortNo: present.cohortNo, newCohort: false };
    if (cycle.state === 'launching' || cycle.state === 'publishing' || cycle.state === 'signing_off')
      throw refuseState(cycle, 'collecting, scoring or in_review');
    const reviewer = assignedReviewer(member, cycle.ownerPersonId);
    const place = await cohortForOne(transaction, cycle, reviewer.reviewerId);
    await insertAppraisals(transaction, cycle, [{ member, ...reviewer, cohortNo: place.cohortNo }]);
    await joinCalibrationGroups(transaction, cycle);
    await writeHistory(transaction, cycle, {
      action: 'cycle.person_added',
      subjectType: 'cycle',
      subjectId: cycle.cycleId,
      aboutPersonId: member.personId,
      after: { cycleId: cycle.cycleId, personId: member.personId, cohortNo: place.cohortNo },
      reason: command.reason,
      by: command,
    });
    await tell(transaction, 'cycles', cycle.companyId, [boardMoved(cycle.cycleId)]);
    return place;
  };
  return obeyed(ports, command, bring, bring);
}
