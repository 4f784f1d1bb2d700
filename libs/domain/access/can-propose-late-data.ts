import type { AccessActor } from './actor.js';
import { canAnswerForSource } from './can-answer-for-source.js';

/** HR, and the data owners of what came late. */
export const canProposeLateData = (actor: AccessActor, sourceIds: readonly string[]): boolean =>
  actor.personId !== null &&
  (actor.grants.includes('hr') || sourceIds.some((sourceId) => canAnswerForSource(actor, sourceId)));
