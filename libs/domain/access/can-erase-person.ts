import { type AccessActor, isPerson } from './actor.js';

/** Nobody erases what is recorded about themself. */
export const canErasePerson = (actor: AccessActor, personId: string): boolean =>
  actor.grants.includes('administrator') && !isPerson(actor, personId);
