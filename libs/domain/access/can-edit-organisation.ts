import type { AccessActor } from './actor.js';

/** Departments, people and imports. */
export const canEditOrganisation = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') || actor.grants.includes('administrator');
