import { ActivityFailure, ApplicationFailure, condition, isCancellation, log } from '@temporalio/workflow';
import type { Obstacle } from '../../../../libs/contracts/cycles/workflow.js';
import { lookAnywayMs } from './waiting.js';

/** What a workflow's steps share: whether they may act, how often news came, and what stands in the way. */
export interface Conduct {
  paused: boolean;
  /** Counts, so that news which comes while a step is being done is not forgotten. */
  heard: number;
  obstacle: Obstacle | null;
}

/**
 * Does one step of the story, when the cycle is not paused. What the record refuses is shown as the obstacle and tried again at the next
 * news or after an hour: a cycle waits for people to mend the cause, it is never lost to it.
 */
export async function insist<T>(conduct: Conduct, step: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    await condition(() => !conduct.paused);
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
    await condition(() => conduct.heard > heard, lookAnywayMs.hour);
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'internal.unexpected';
}
