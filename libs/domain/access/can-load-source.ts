import type { AccessActor } from './actor.js';

/** Fetch, upload, evaluate again: the source's data owner, or HR in their place. */
export const canLoadSource = (actor: AccessActor, sourceId: string): boolean =>
  actor.grants.includes('hr') || (actor.grants.includes('data_owner') && actor.sourceIds.includes(sourceId));
