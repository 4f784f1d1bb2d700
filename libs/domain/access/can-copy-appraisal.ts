import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';

/** Those above the person, whoever reviews, and HR; nobody their own, and nobody passes on what was copied to them. */
export const canCopyAppraisal = (actor: AccessActor, appraisal: AppraisalFacts): boolean =>
  actor.personId !== null &&
  !isPerson(actor, appraisal.personId) &&
  (isPerson(actor, appraisal.managerId) ||
    isPerson(actor, appraisal.reviewerId) ||
    appraisal.managerPath.some((managerId) => isPerson(actor, managerId)) ||
    actor.grants.includes('hr'));
