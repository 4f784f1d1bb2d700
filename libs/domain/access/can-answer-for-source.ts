import type { AccessActor } from './actor.js';

/** Correct or set aside a held row, sign the source off: a named person who holds the source, nobody in their place. */
export const canAnswerForSource = (actor: AccessActor, sourceId: string): boolean =>
  actor.personId !== null && actor.grants.includes('data_owner') && actor.sourceIds.includes(sourceId);
