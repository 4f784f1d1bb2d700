import type { AccessActor } from './actor.js';

/** Grants, disabling, a new password: by an administrator, and never one's own account. */
export const canChangeAccount = (actor: AccessActor & { readonly accountId: string }, accountId: string): boolean =>
  actor.grants.includes('administrator') && actor.accountId !== accountId;
