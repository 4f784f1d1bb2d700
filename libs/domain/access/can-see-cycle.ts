import type { AccessActor } from './actor.js';

/** The whole board: names of who is late, sources, counts of everybody. */
export const canSeeCycle = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('auditor');
