import { type AccessActor, isPerson } from './actor.js';
import { canEditOrganisation } from './can-edit-organisation.js';

/** Nobody moves themself or chooses their own manager. */
export const canChangeAssignment = (actor: AccessActor, personId: string): boolean =>
  canEditOrganisation(actor) && !isPerson(actor, personId);
