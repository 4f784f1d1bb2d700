import type { AccessActor } from './actor.js';

/** The cycle report names everybody with their totals. */
export const canSeeReport = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('auditor');
