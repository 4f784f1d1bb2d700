import type { Actor } from '../../../libs/contracts/values.js';
import { Problem } from '../../../libs/platform/http/index.js';
import type { Call } from '../../../libs/platform/messaging/index.js';

export type AuditCall = Call<Actor>;

/** HTTP operations act for somebody; what another service asks has an operation of its own. */
export function actorOf(call: AuditCall): Actor {
  if (call.actor) return call.actor;
  throw new Problem(401, 'session.missing', 'You are not signed in, or the session has ended; sign in and try again.');
}

export function refuseUnless(allowed: boolean): void {
  if (!allowed)
    throw new Problem(403, 'access.denied', 'Your account may not do this; ask an administrator if it should.');
}
