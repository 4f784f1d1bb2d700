import { openCollection as openMetrics, sourceReadiness } from '../../../../libs/contracts/metrics/messages.js';
import type { PopulationMember } from '../../../../libs/contracts/roles/messages.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { assignedReviewer, type Enrolled, insertAppraisals } from './appraisal-rows.js';
import { departmentsOf, formCalibrationGroups, joinCalibrationGroups } from './calibration-groups.js';
import { packInto } from './cohort-rows.js';
import { type CycleRow, lockCycle, moveCycle, readCycle, refuseState } from './cycle-row.js';
import { boardMoved, inParts } from './events.js';
import { keepNames, namesOf } from './names.js';
import { hasStandard, membersOf, standardsOf } from './population.js';
import { type RecordPorts, systemCall } from './ports.js';
import type { CollectionPlan, CycleAddress } from './set-operations.js';

type Plan = CollectionPlan & { cohortNos: readonly number[] };
type Sources = readonly { readonly sourceId: string; readonly ownerIds: readonly string[] }[];

/** Ids in one message, which may have a megabyte. */
const mostNamed = 10_000;

/** Safe to repeat: what other services are asked for they keep once, and a cycle that is past `launching` only tells its plan. */
export async function openCollection(ports: RecordPorts, address: CycleAddress): Promise<Plan> {
  const { database } = ports;
  const { companyId } = address;
  const cycle = await inTransaction(database, { companyId }, (transaction) => readCycle(transaction, address));
  if (cycle.state === 'cancelled') throw refuseState(cycle, 'launching');
  if (cycle.state === 'launching') await open(ports, cycle);
  return inTransaction(database, { companyId }, (transaction) => readPlan(transaction, address));
}

async function open(ports: RecordPorts, cycle: CycleRow): Promise<void> {
  const { companyId, cycleId } = cycle;
  const call = systemCall(companyId);
  const period = { kind: cycle.kind, from: cycle.periodFrom, to: cycle.periodTo };
  const everybody = await membersOf(ports.services, call, period, { departmentIds: cycle.departmentIds });
  const members = everybody.filter(hasStandard);
  const { sources } = await ports.services.ask(sourceReadiness, { standards: standardsOf(members), period }, call);
  const sourceIds = sources.map(({ sourceId }) => sourceId);
  // The whole company is metrics' own question; a part of it is named.
  for (const personIds of cycle.departmentIds ? inParts(idsOf(members), mostNamed) : [undefined])
    await ports.services.ask(openMetrics, { cycleId, period, sourceIds, ...(personIds ? { personIds } : {}) }, call);
  const names = await namesOf(ports.services, call, members, [
    cycle.ownerPersonId,
    ...sources.flatMap(({ ownerIds }) => ownerIds),
  ]);
  const departments = await departmentsOf(ports, cycle);
  await inTransaction(ports.database, { companyId }, async (transaction) => {
    const locked = await lockCycle(transaction, cycle);
    if (locked.state !== 'launching') return;
    await keepNames(transaction, companyId, names);
    await insertSources(transaction, locked, sources);
    await enrol(transaction, locked, members);
    await formCalibrationGroups(transaction, locked, members, departments);
    await joinCalibrationGroups(transaction, locked);
    await moveCycle(transaction, locked, 'collecting');
    await tell(transaction, 'cycles', companyId, [boardMoved(cycleId)]);
  });
}

const idsOf = (members: readonly PopulationMember[]): string[] => members.map(({ personId }) => personId);

async function enrol(transaction: Transaction, cycle: CycleRow, members: readonly PopulationMember[]): Promise<void> {
  const reviewed = members.map((member) => ({ member, ...assignedReviewer(member, cycle.ownerPersonId) }));
  const cohortOf = await packInto(transaction, cycle, reviewed);
  await insertAppraisals(
    transaction,
    cycle,
    reviewed.map((one): Enrolled => ({ ...one, cohortNo: cohortOf.get(one.reviewerId) ?? 1 })),
  );
}

async function insertSources(transaction: Transaction, cycle: CycleRow, sources: Sources): Promise<void> {
  await transaction.query(
    `insert into cycles.cycle_source (company_id, cycle_id, source_id, owner_ids)
     select $1, $2, s ->> 'sourceId', array(select jsonb_array_elements_text(s -> 'ownerIds')::uuid)
     from jsonb_array_elements($3::jsonb) s on conflict do nothing`,
    [cycle.companyId, cycle.cycleId, JSON.stringify(sources)],
  );
}

async function readPlan(transaction: Transaction, address: CycleAddress): Promise<Plan> {
  const { companyId, cycleId } = address;
  const { cutOffAt } = await readCycle(transaction, address);
  const sources = await transaction.query<{ source_id: string }>(
    'select source_id from cycles.cycle_source where company_id = $1 and cycle_id = $2 order by source_id',
    [companyId, cycleId],
  );
  const cohorts = await transaction.query<{ cohort_no: number }>(
    'select cohort_no from cycles.cohort where company_id = $1 and cycle_id = $2 order by cohort_no',
    [companyId, cycleId],
  );
  return {
    sourceIds: sources.map(({ source_id }) => source_id),
    cutOffAt: cutOffAt.toISOString(),
    cohortNos: cohorts.map(({ cohort_no }) => cohort_no),
  };
}
