import { type Actor, type Locale, locales } from '../../../libs/contracts/values.js';
import { Problem } from '../../../libs/platform/http/index.js';
import type { Call } from '../../../libs/platform/messaging/index.js';

export type CyclesCall = Call<Actor>;

/** HTTP operations always act for somebody; a call without an actor is another service's and may not use them. */
export function actorOf(call: CyclesCall): Actor {
  if (call.actor) return call.actor;
  throw new Problem(401, 'session.missing', 'You are not signed in, or the session has ended; sign in and try again.');
}

/** A call of which it is sure who acts. */
export type ActingCall = CyclesCall & { readonly actor: Actor };
export const actingCall = (call: CyclesCall): ActingCall => ({ ...call, actor: actorOf(call) });

export const scopeOf = (call: CyclesCall) => ({
  companyId: call.companyId,
  personId: call.actor?.personId ?? null,
});

export const localeOf = (call: CyclesCall): Locale => locales.find((known) => known === call.locale) ?? 'zh-Hant';

export const refuseUnless = (allowed: boolean, code: string, detail: string): void => {
  if (!allowed) throw new Problem(403, code, detail);
};
