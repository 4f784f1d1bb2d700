import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';
import { canSeeAppraisal } from './can-see-appraisal.js';
import { overseesAppraisal } from './oversees-appraisal.js';

/**
 * Total, grade and lines. One's own only after release, whatever else one is: a grant widens nobody's view of themself. To whom it was
 * copied waits for the release too.
 */
export function canSeeScores(actor: AccessActor, appraisal: AppraisalFacts): boolean {
  if (!canSeeAppraisal(actor, appraisal)) return false;
  return appraisal.released || (overseesAppraisal(actor, appraisal) && !isPerson(actor, appraisal.personId));
}
