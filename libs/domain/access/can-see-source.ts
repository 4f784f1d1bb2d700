import type { AccessActor } from './actor.js';

/** How fresh it is, its batches' counts, its configuration (which holds no secret): its data owner, and those who oversee or operate. */
export const canSeeSource = (actor: AccessActor, sourceId: string): boolean =>
  actor.grants.includes('hr') ||
  actor.grants.includes('auditor') ||
  actor.grants.includes('administrator') ||
  (actor.grants.includes('data_owner') && actor.sourceIds.includes(sourceId));
