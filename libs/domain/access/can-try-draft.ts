import type { AccessActor } from './actor.js';

/** Whoever revises the standards sees what a draft would have done to everybody. */
export const canTryDraft = (actor: AccessActor): boolean => actor.grants.includes('hr');
