import type { AccessActor } from './actor.js';

/** Through what the company is told: mail and chat robots. */
export const canConfigureChannels = (actor: AccessActor): boolean => actor.grants.includes('administrator');
