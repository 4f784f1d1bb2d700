import type { AccessActor } from './actor.js';

/** HR who is a person: a name stands under what payroll pays by. */
export const canMakePayrollFile = (actor: AccessActor): boolean =>
  actor.grants.includes('hr') && actor.personId !== null;
