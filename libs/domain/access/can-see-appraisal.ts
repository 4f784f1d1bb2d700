import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';
import { overseesAppraisal } from './oversees-appraisal.js';

/** That it exists, whose it is and where it stands. A grant of administrator or data owner shows nobody's appraisal. */
export const canSeeAppraisal = (actor: AccessActor, appraisal: AppraisalFacts): boolean =>
  isPerson(actor, appraisal.personId) ||
  overseesAppraisal(actor, appraisal) ||
  (appraisal.copiedTo ?? []).some((personId) => isPerson(actor, personId));
