import type { AccessActor } from './actor.js';

/** Extend, pause, resume, cancel, exclude or add somebody. */
export const canSteerCycle = (actor: AccessActor): boolean => actor.grants.includes('hr') && actor.personId !== null;
