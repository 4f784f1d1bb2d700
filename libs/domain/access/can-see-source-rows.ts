import type { AccessActor } from './actor.js';

/** Rows name people and their figures: an administrator configures a source without reading it. */
export const canSeeSourceRows = (actor: AccessActor, sourceId: string): boolean =>
  actor.grants.includes('hr') ||
  actor.grants.includes('auditor') ||
  (actor.grants.includes('data_owner') && actor.sourceIds.includes(sourceId));
