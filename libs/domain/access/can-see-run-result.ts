import { type AccessActor, isPerson } from './actor.js';

/** A run knows nothing of release: one's own result is read on one's appraisal, whatever grant one holds. */
export const canSeeRunResult = (actor: AccessActor, personId: string): boolean =>
  (actor.grants.includes('hr') || actor.grants.includes('auditor')) && !isPerson(actor, personId);
