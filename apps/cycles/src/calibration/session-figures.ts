import type { CalibrationSession } from '../../../../libs/contracts/cycles/calibration.js';
import { beforeCalibration } from '../../../../libs/domain/cycle/index.js';
import type { GradeBand } from '../../../../libs/domain/scoring/standard.js';
import type { Transaction } from '../../../../libs/platform/database/index.js';
import { type Reach, reachParameters, seenInCycle } from '../reading/reach.js';
import { arrivedWhen } from './group-rows.js';

/** People of the group who have arrived and whom the reader sees; nobody sees themself before their release, here never. $7 is the group. */
export const seenInSession = `${seenInCycle} and a.calibration_group_id = $7 and ${arrivedWhen('$6')}
  and ($4::uuid is null or a.person_id <> $4)`;

export interface SessionAddress {
  readonly companyId: string;
  readonly cycleId: string;
  readonly groupId: string;
}

export const sessionParameters = ({ companyId, cycleId, groupId }: SessionAddress, reach: Reach): unknown[] => [
  ...reachParameters(companyId, cycleId, reach),
  beforeCalibration,
  groupId,
];

export interface SessionFigures {
  readonly grades: CalibrationSession['grades'];
  readonly mean: string | null;
  readonly leniency: readonly (Omit<CalibrationSession['leniency'][number], 'reviewer'> & {
    readonly reviewerId: string;
  })[];
}

interface Counted {
  readonly grade: string;
  readonly now: boolean;
  readonly people: number;
}

export async function readFigures(
  transaction: Transaction,
  address: SessionAddress,
  reach: Reach,
): Promise<SessionFigures> {
  const parameters = sessionParameters(address, reach);
  const counted = await transaction.query<Counted>(
    `select g.grade, g.now, count(*)::int as people
     from cycles.appraisal a
     cross join lateral (values (a.grade, true), (coalesce(a.grade_before_calibration, a.grade), false)) as g(grade, now)
     where ${seenInSession} group by g.grade, g.now`,
    parameters,
  );
  const scales = await transaction.query<{ bands: readonly GradeBand[] }>(
    `select distinct r.rules -> 'grades' as bands from cycles.appraisal a
     join cycles.appraisal_result r on r.company_id = a.company_id and r.appraisal_id = a.appraisal_id and r.run_no = a.run_no
     where ${seenInSession} and r.rules ? 'grades'`,
    parameters,
  );
  const [overall] = await transaction.query<{ mean: string | null }>(
    `select round(avg(a.total), 2)::text as mean from cycles.appraisal a where ${seenInSession}`,
    parameters,
  );
  return {
    grades: gradesOf(
      counted,
      scales.map(({ bands }) => bands),
    ),
    mean: overall?.mean ?? null,
    leniency: await readLeniency(transaction, parameters),
  };
}

/** From high to low, those nobody has among them; a grade that no scale knows comes last. */
function gradesOf(counted: readonly Counted[], scales: readonly (readonly GradeBand[])[]): SessionFigures['grades'] {
  const known = scales.flatMap((bands) => bands.map(({ grade }) => grade).reverse());
  const grades = [...new Set([...known, ...counted.map(({ grade }) => grade)])];
  const peopleWith = (grade: string, now: boolean): number =>
    counted.find((one) => one.grade === grade && one.now === now)?.people ?? 0;
  return grades.map((grade) => ({ grade, people: peopleWith(grade, true), before: peopleWith(grade, false) }));
}

/** Who scores how: each reviewer's totals against everybody's. */
const readLeniency = (
  transaction: Transaction,
  parameters: readonly unknown[],
): Promise<SessionFigures['leniency'][number][]> =>
  transaction.query(
    `select a.reviewer_id as "reviewerId", count(*)::int as people, round(avg(a.total), 2)::text as mean,
            round(stddev_pop(a.total), 2)::text as deviation, percentile_disc(0.5) within group (order by a.total)::text as median,
            min(a.total)::text as lowest, max(a.total)::text as highest
     from cycles.appraisal a where ${seenInSession} group by a.reviewer_id order by avg(a.total) desc, a.reviewer_id limit 500`,
    parameters,
  );
