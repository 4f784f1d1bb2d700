import type { AccessActor } from './actor.js';

/** A verification shows that the history is whole, and nothing of what stands in it. */
export const canVerifyHistory = (actor: AccessActor): boolean =>
  actor.grants.includes('auditor') || actor.grants.includes('hr') || actor.grants.includes('administrator');
