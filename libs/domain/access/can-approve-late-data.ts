import { type AccessActor, isPerson } from './actor.js';

/** Two people to change a final score: HR, but not who proposed it, and nobody whose own result would change. */
export const canApproveLateData = (
  actor: AccessActor,
  proposal: { readonly proposedBy: string; readonly personIds: readonly string[] },
): boolean =>
  actor.personId !== null &&
  actor.grants.includes('hr') &&
  !isPerson(actor, proposal.proposedBy) &&
  !proposal.personIds.some((personId) => isPerson(actor, personId));
