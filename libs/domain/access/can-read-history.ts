import type { AccessActor } from './actor.js';

/** Everybody's acts with the values before and after. The service leaves out what is about the reader. */
export const canReadHistory = (actor: AccessActor): boolean =>
  actor.grants.includes('auditor') || actor.grants.includes('hr');
