import type { AccessActor } from './actor.js';

/** Whom an event reached, by which channel: never what it said. */
export const canSeeDeliveries = (actor: AccessActor): boolean => actor.grants.includes('administrator');
