import type { AccessActor } from './actor.js';

/** HR owns the standards; everybody may read what they are measured by. */
export const canCreateStandardVersion = (actor: AccessActor): boolean => actor.grants.includes('hr');
