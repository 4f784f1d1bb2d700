import { type AccessActor, isPerson } from './actor.js';

/** A second account for oneself would be a way to grant oneself. */
export const canCreateAccount = (actor: AccessActor, personId: string | null): boolean =>
  actor.grants.includes('administrator') && !isPerson(actor, personId);
