import { z } from 'zod';
import { code, identifier } from '../values.js';

/**
 * Rows of `cycles.outbox` with destination `temporal`: written in the transaction whose effect they tell, turned into starts and
 * signals by the worker's relay. Rows of one `batch_key` become one signal.
 */
export const conductorDestination = 'temporal';

const cycleLaunched = z.strictObject({ cycleId: identifier });
const cohortMoved = z.strictObject({ cycleId: identifier, cohortNo: z.int() });
const cycleMoved = z.strictObject({ cycleId: identifier });
const sourceMoved = z.strictObject({ cycleId: identifier, sourceId: code });

export const conductorNews = {
  'cycle.launch': cycleLaunched,
  /** A decision in the cohort. */
  'cohort.moved': cohortMoved,
  /** The cycle itself: signed off by HR. */
  'cycle.moved': cycleMoved,
  /** A batch was loaded or a source signed off. */
  'source.moved': sourceMoved,
} as const;
export type ConductorNewsType = keyof typeof conductorNews;

interface NewsRow {
  readonly destination: string;
  readonly type: ConductorNewsType;
  readonly batchKey: string;
  readonly payload: Record<string, unknown>;
}
const row = (type: ConductorNewsType, batchKey: string, payload: Record<string, unknown>): NewsRow => ({
  destination: conductorDestination,
  type,
  batchKey,
  payload,
});

/** Events for `tell`: `await tell(tx, 'cycles', companyId, [tellConductor.cohortMoved(cycleId, no)])`. */
export const tellConductor = {
  launch: (cycleId: string): NewsRow => row('cycle.launch', `launch/${cycleId}`, { cycleId }),
  cohortMoved: (cycleId: string, cohortNo: number): NewsRow =>
    row('cohort.moved', `${cycleId}/cohort/${cohortNo}`, { cycleId, cohortNo }),
  cycleMoved: (cycleId: string): NewsRow => row('cycle.moved', `${cycleId}`, { cycleId }),
  sourceMoved: (cycleId: string, sourceId: string): NewsRow =>
    row('source.moved', `${cycleId}/source/${sourceId}`, { cycleId, sourceId }),
};
