import type { AppraisalFacts } from './about-appraisal.js';
import type { AccessActor } from './actor.js';
import { canSeeScores } from './can-see-scores.js';

/** The source rows behind a line: whoever may see the score may see what it is made of. */
export const canSeeLineEvidence = (actor: AccessActor, appraisal: AppraisalFacts): boolean =>
  canSeeScores(actor, appraisal);
