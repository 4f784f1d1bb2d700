import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';

/** That it exists, whose it is and where it stands. A grant of administrator or data owner shows nobody's appraisal. */
export function canSeeAppraisal(actor: AccessActor, appraisal: AppraisalFacts): boolean {
  return (
    isPerson(actor, appraisal.personId) ||
    isPerson(actor, appraisal.managerId) ||
    isPerson(actor, appraisal.reviewerId) ||
    appraisal.managerPath.some((managerId) => isPerson(actor, managerId)) ||
    actor.grants.includes('hr') ||
    actor.grants.includes('auditor')
  );
}
