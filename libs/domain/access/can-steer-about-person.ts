import { type AccessActor, isPerson } from './actor.js';
import { canSteerCycle } from './can-steer-cycle.js';

/** Nobody takes themself out of a cycle or brings themself in. */
export const canSteerAboutPerson = (actor: AccessActor, personId: string): boolean =>
  canSteerCycle(actor) && !isPerson(actor, personId);
