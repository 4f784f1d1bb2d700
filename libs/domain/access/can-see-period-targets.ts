import type { AccessActor } from './actor.js';

export const canSeePeriodTargets = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('auditor');
