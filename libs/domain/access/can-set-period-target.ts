import { type AccessActor, isPerson } from './actor.js';

/** HR, but nobody their own. `personId` null: the target of everybody in a position. */
export const canSetPeriodTarget = (actor: AccessActor, personId: string | null): boolean =>
  actor.grants.includes('hr') && !isPerson(actor, personId);
