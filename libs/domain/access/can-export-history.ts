import type { AccessActor } from './actor.js';

/** The export holds every value and the keys over them. */
export const canExportHistory = (actor: AccessActor): boolean => actor.grants.includes('auditor');
