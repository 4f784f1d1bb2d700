import type { Actor } from '../../../libs/contracts/values.js';
import { Problem } from '../../../libs/platform/http/index.js';
import type { Call } from '../../../libs/platform/messaging/index.js';

/** Who did something, for the rows and entries that keep it. The actor is null for an operator's command. */
export interface Doer {
  readonly companyId: string;
  readonly requestId: string;
  readonly actor: Pick<Actor, 'accountId' | 'personId'> | null;
}

export type RolesCall = Call<Actor>;

/** HTTP operations always act for somebody; a call without an actor is another service's and may not use them. */
export function actorOf(call: RolesCall): Actor {
  if (call.actor) return call.actor;
  throw new Problem(401, 'session.missing', 'You are not signed in, or the session has ended; sign in and try again.');
}

export const scopeOf = (by: Doer) => ({ companyId: by.companyId, personId: by.actor?.personId ?? null });

export const refuseUnless = (allowed: boolean, code: string, detail: string): void => {
  if (!allowed) throw new Problem(403, code, detail);
};
