import { createHash } from 'node:crypto';
import { computeRun, type PersonScoreResult, runResults } from '../../../../libs/contracts/metrics/messages.js';
import type { RequestOf } from '../../../../libs/contracts/route.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import type { Call } from '../../../../libs/platform/messaging/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { lockCohort, readCycle } from './cycle-row.js';
import { boardMoved } from './events.js';
import { type Awaiting, keepResults } from './keep-results.js';
import { type RecordPorts, type Services, systemCall } from './ports.js';
import type { CohortAddress, CycleAddress } from './set-operations.js';
import { tellOpened } from './task-rows.js';

interface AwaitingPerson {
  readonly appraisalId: string;
  readonly personId: string;
  readonly version: number;
}

/** A run takes at most this many; a team larger than a cohort takes several. */
const mostInRun = 500;

/** Safe to repeat: the same people make the same run, and rows that have their result are left alone. */
export async function scoreCohort(
  ports: RecordPorts,
  cohort: CohortAddress,
): Promise<{ scored: number; blocked: number }> {
  return scoreAwaiting(ports, cohort, 'collecting');
}

/** Safe to repeat, like `scoreCohort`. */
export async function rescoreReturned(ports: RecordPorts, cohort: CohortAddress): Promise<{ rescored: number }> {
  const { scored, blocked } = await scoreAwaiting(ports, cohort, 'waiting_rescore');
  return { rescored: scored + blocked };
}

export async function scoreAwaiting(
  ports: RecordPorts,
  cohort: CohortAddress,
  awaiting: Awaiting,
): Promise<{ scored: number; blocked: number }> {
  const { companyId } = cohort;
  const people = await inTransaction(ports.database, { companyId }, (transaction) =>
    readAwaiting(transaction, cohort, awaiting),
  );
  let scored = 0;
  let blocked = 0;
  for (let from = 0; from < people.length; from += mostInRun) {
    const runId = await computeFor(ports, cohort, awaiting, people.slice(from, from + mostInRun));
    for await (const results of pagesOf(ports.services, runId, systemCall(companyId))) {
      const kept = await keepPage(ports, cohort, awaiting, results);
      scored += kept.scored;
      blocked += kept.blocked;
    }
  }
  return { scored, blocked };
}

const readAwaiting = (
  transaction: Transaction,
  { companyId, cycleId, cohortNo }: CohortAddress,
  awaiting: Awaiting,
): Promise<AwaitingPerson[]> =>
  transaction.query<AwaitingPerson>(
    `select appraisal_id as "appraisalId", person_id as "personId", version from cycles.appraisal
     where company_id = $1 and cycle_id = $2 and cohort_no = $3 and stage = $4 order by person_id`,
    [companyId, cycleId, cohortNo, awaiting],
  );

async function computeFor(
  ports: RecordPorts,
  { companyId, cycleId, cohortNo }: CohortAddress,
  awaiting: Awaiting,
  people: readonly AwaitingPerson[],
): Promise<string> {
  const exclusions = await exclusionsOf(
    ports,
    { companyId, cycleId },
    people.map(({ personId }) => personId),
  );
  const { runId } = await ports.services.ask(
    computeRun,
    {
      cycleId,
      requestKey: `cohort/${cohortNo}/${awaiting}/${digestOf(people)}`,
      personIds: people.map(({ personId }) => personId),
      exclusions,
    },
    systemCall(companyId),
  );
  return runId;
}

/** What named people approved to leave out; `personIds` null: of everybody. */
export const exclusionsOf = (
  ports: RecordPorts,
  { companyId, cycleId }: CycleAddress,
  personIds: readonly string[] | null,
): Promise<RequestOf<typeof computeRun>['exclusions']> =>
  inTransaction(ports.database, { companyId }, (transaction) =>
    transaction.query<{ personId: string; segmentNo: number; kpiId: string; reason: string; approvedBy: string }>(
      `select a.person_id as "personId", e.segment_no as "segmentNo", e.kpi_id as "kpiId", e.reason, e.approved_by as "approvedBy"
       from cycles.exclusion e join cycles.appraisal a using (company_id, appraisal_id)
       where e.company_id = $1 and a.cycle_id = $2 and ($3::uuid[] is null or a.person_id = any($3))
       order by a.person_id, e.segment_no, e.kpi_id`,
      [companyId, cycleId, personIds],
    ),
  );

/** Who, and at which version: whoever is returned once more gets a run of their own. */
const digestOf = (people: readonly AwaitingPerson[]): string =>
  createHash('sha256')
    .update(people.map(({ personId, version }) => `${personId}/${version}`).join())
    .digest('hex')
    .slice(0, 32);

export async function* pagesOf(
  services: Services,
  runId: string,
  call: Call<never>,
): AsyncGenerator<PersonScoreResult[]> {
  for (let after: string | null | undefined; after !== null; ) {
    const page = await services.ask(runResults, { runId, limit: 100, ...(after ? { after } : {}) }, call);
    yield page.results;
    after = page.next;
  }
}

async function keepPage(
  ports: RecordPorts,
  cohort: CohortAddress,
  awaiting: Awaiting,
  results: readonly PersonScoreResult[],
): Promise<{ scored: number; blocked: number }> {
  const { companyId, cycleId } = cohort;
  return inTransaction(ports.database, { companyId }, async (transaction) => {
    await lockCohort(transaction, cohort);
    const cycle = await readCycle(transaction, cohort);
    const clock = await ports.calendars.clockOf(companyId, cycle.timeZone);
    const { opened, ...kept } = await keepResults(transaction, cycle, clock, awaiting, results);
    await tellOpened(transaction, cycle, opened);
    if (kept.scored + kept.blocked > 0) await tell(transaction, 'cycles', companyId, [boardMoved(cycleId)]);
    return kept;
  });
}
