import type { AccessActor } from './actor.js';

/** Who launches, who sets the company up, and who checks both. */
export const canSeeRoutes = ({ grants }: AccessActor): boolean =>
  grants.includes('hr') || grants.includes('auditor') || grants.includes('administrator');
