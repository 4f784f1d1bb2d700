import type { AccessActor } from './actor.js';

export const canSeeLaunchPlans = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('auditor');
