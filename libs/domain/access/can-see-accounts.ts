import type { AccessActor } from './actor.js';

export const canSeeAccounts = (actor: AccessActor): boolean =>
  actor.grants.includes('administrator') || actor.grants.includes('auditor');
