import { type AccessActor, isPerson } from './actor.js';

/** Whoever made it takes it back, nobody else. */
export const canWithdrawDecision = (actor: AccessActor, decision: { readonly byPersonId: string | null }): boolean =>
  isPerson(actor, decision.byPersonId);
