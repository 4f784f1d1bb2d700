import { type AccessActor, isPerson } from './actor.js';

/** For oneself, and HR for anybody; whoever is named has no say in it and gains no grant by it. */
export const canNameSubstitute = (actor: AccessActor, personId: string): boolean =>
  isPerson(actor, personId) || (actor.personId !== null && actor.grants.includes('hr'));

/** The two it concerns, HR and auditors. */
export const canSeeSubstitution = (
  actor: AccessActor,
  substitution: { readonly personId: string; readonly substituteId: string },
): boolean =>
  isPerson(actor, substitution.personId) ||
  isPerson(actor, substitution.substituteId) ||
  actor.grants.includes('hr') ||
  actor.grants.includes('auditor');
