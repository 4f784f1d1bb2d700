import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';
import { canSeeAppraisal } from './can-see-appraisal.js';

/** Total, grade and lines. One's own only after release, whatever else one is: a grant widens nobody's view of themself. */
export function canSeeScores(actor: AccessActor, appraisal: AppraisalFacts): boolean {
  return canSeeAppraisal(actor, appraisal) && (!isPerson(actor, appraisal.personId) || appraisal.released);
}
