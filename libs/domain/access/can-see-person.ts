import { type AccessActor, isPerson } from './actor.js';
import { seesAllPeople } from './sees-all-people.js';

export interface PersonFacts {
  readonly personId: string;
  /** Today's, from the manager upward. */
  readonly managers: readonly string[];
}

/** Oneself and those who report to one today, at whatever distance; a manager of the past sees nothing more. */
export const canSeePerson = (actor: AccessActor, person: PersonFacts): boolean =>
  seesAllPeople(actor) ||
  isPerson(actor, person.personId) ||
  person.managers.some((managerId) => isPerson(actor, managerId));
