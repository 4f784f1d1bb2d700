import type { AccessActor } from './actor.js';

export const canConfigureSources = (actor: AccessActor): boolean => actor.grants.includes('administrator');
