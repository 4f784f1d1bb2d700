import { ActivityFailure, ApplicationFailure, condition, isCancellation, log } from '@temporalio/workflow';
import type { Obstacle } from '../../../../libs/contracts/cycles/workflow.js';

/** What a workflow's steps share: whether they may act, how often news came, and what stands in the way. */
export interface Conduct {
  paused: boolean;
  /** Counts, so that news which comes while a step is being done is not forgotten. */
  heard: number;
  obstacle: Obstacle | null;
}

/** Seconds at first, because the record's clock may only be a little behind ours; an hour in the end, because people mend the rest. */
const againMs = { first: 5_000, last: 3_600_000 };

/**
 * Does one step of the story, unless told otherwise when the cycle is not paused. What the record refuses is shown as the obstacle and tried again at the next
 * news or after a while: a cycle waits until the cause is mended, it is never lost to it.
 */
export async function insist<T>(
  conduct: Conduct,
  step: string,
  act: () => Promise<T>,
  mayAct: () => boolean = () => !conduct.paused,
): Promise<T> {
  for (let waitMs = againMs.first; ; waitMs = Math.min(waitMs * 2, againMs.last)) {
    await condition(mayAct);
    const { heard } = conduct;
    try {
      const result = await act();
      conduct.obstacle = null;
      return result;
    } catch (error) {
      if (isCancellation(error)) throw error;
      conduct.obstacle = { step, code: codeOf(error) };
      log.warn('a step was refused', { step, code: conduct.obstacle.code });
    }
    await condition(() => conduct.heard > heard, waitMs);
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'internal.unexpected';
}
