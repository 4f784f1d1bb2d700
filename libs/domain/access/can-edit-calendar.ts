import type { AccessActor } from './actor.js';

/** Working days move deadlines of everybody. */
export const canEditCalendar = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('administrator');
