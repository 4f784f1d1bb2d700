import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';

/** The whole history with everybody's acts: for those who oversee, never about themselves. */
export const canTraceAppraisal = (actor: AccessActor, appraisal: AppraisalFacts): boolean =>
  !isPerson(actor, appraisal.personId) && (actor.grants.includes('hr') || actor.grants.includes('auditor'));
