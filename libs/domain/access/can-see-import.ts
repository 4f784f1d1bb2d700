import type { AccessActor } from './actor.js';
import { canEditOrganisation } from './can-edit-organisation.js';

/** The report of an import quotes cells of people's rows. */
export const canSeeImport = (actor: AccessActor): boolean =>
  canEditOrganisation(actor) || actor.grants.includes('auditor');
