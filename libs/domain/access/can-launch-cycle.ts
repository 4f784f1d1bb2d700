import type { AccessActor } from './actor.js';

/** HR who is also a person: a cycle has an owner whom tasks can go to. */
export const canLaunchCycle = (actor: AccessActor): boolean => actor.grants.includes('hr') && actor.personId !== null;
