import type { Place } from '../place/place.js';
import type { Launched } from './launch.js';

/** Where a launch's seconds went, by the record's own stamps (each the beginning of the transaction that wrote it). */
export interface Parts {
  /** From the POST until the population, its figures' collection and the appraisals are there. */
  readonly opening: number;
  /** Until the inputs are frozen. */
  readonly collecting: number;
  /** Until the first review opens: every cohort is scored by then. */
  readonly scoring: number;
  /** Until the last manager's task is readable. */
  readonly openingTasks: number;
}

export async function readParts({ owner, companyId }: Place, { cycleId, sentAt, seconds }: Launched): Promise<Parts> {
  const { rows } = await owner.query<{ enrolled: Date; frozen: Date; reviewed: Date }>(
    `select (select min(opened_at) from metrics.collection where company_id = $1 and cycle_id = $2) as opened,
            (select min(opened_at) from cycles.task where company_id = $1 and cycle_id = $2 and stage = 'collect') as enrolled,
            (select frozen_at from cycles.cycle where company_id = $1 and cycle_id = $2) as frozen,
            (select min(opened_at) from cycles.task where company_id = $1 and cycle_id = $2 and stage = 'manager_review') as reviewed`,
    [companyId, cycleId],
  );
  const [stamps] = rows;
  if (!stamps) throw new Error(`cycle ${cycleId} has no stamps`);
  const after = (stamp: Date): number => (stamp.getTime() - sentAt.getTime()) / 1_000;
  return {
    opening: after(stamps.enrolled),
    collecting: after(stamps.frozen) - after(stamps.enrolled),
    scoring: after(stamps.reviewed) - after(stamps.frozen),
    openingTasks: seconds - after(stamps.reviewed),
  };
}
