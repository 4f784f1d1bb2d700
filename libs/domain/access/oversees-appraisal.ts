import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';

/** Those above the person, those whom its work was handed over to, and those who watch over all: never the person themself by being one. */
export const overseesAppraisal = (actor: AccessActor, appraisal: AppraisalFacts): boolean =>
  isPerson(actor, appraisal.managerId) ||
  isPerson(actor, appraisal.reviewerId) ||
  appraisal.managerPath.some((managerId) => isPerson(actor, managerId)) ||
  (appraisal.entrustedTo ?? []).some((personId) => isPerson(actor, personId)) ||
  actor.grants.includes('hr') ||
  actor.grants.includes('auditor');
