import type { AccessActor } from './actor.js';

/** The list of people (names, posts, managers; no scores): for those who keep it, feed it figures, or audit. */
export const seesAllPeople = (actor: AccessActor): boolean => actor.grants.length > 0;
