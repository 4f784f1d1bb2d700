import type { AccessActor } from './actor.js';

/** That a run was computed, over how many people; no score. */
export const canSeeScoreRuns = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('auditor');
