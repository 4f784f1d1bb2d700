import type { Actor } from '../../../libs/contracts/values.js';
import { Problem } from '../../../libs/platform/http/index.js';
import type { Call } from '../../../libs/platform/messaging/index.js';

export type MetricsCall = Call<Actor>;

/** HTTP operations always act for somebody; a call without an actor is another service's and may not use them. */
export function actorOf(call: MetricsCall): Actor {
  if (call.actor) return call.actor;
  throw new Problem(401, 'session.missing', 'You are not signed in, or the session has ended; sign in and try again.');
}

export const scopeOf = (call: MetricsCall) => ({
  companyId: call.companyId,
  personId: call.actor?.personId ?? null,
});

export const refuseUnless = (allowed: boolean, code: string, detail: string): void => {
  if (!allowed) throw new Problem(403, code, detail);
};
