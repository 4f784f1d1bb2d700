import type { AccessActor } from './actor.js';

export const canConfigureCompany = (actor: AccessActor): boolean => actor.grants.includes('administrator');
