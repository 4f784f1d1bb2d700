import type { AppraisalFacts } from './about-appraisal.js';
import { type AccessActor, isPerson } from './actor.js';
import { overseesAppraisal } from './oversees-appraisal.js';

/** The person themself, those above, whoever holds a task of it, and HR. Auditors write nothing; a copy is for reading. */
export const canCommentAppraisal = (actor: AccessActor, appraisal: AppraisalFacts): boolean =>
  actor.personId !== null &&
  (isPerson(actor, appraisal.personId) ||
    overseesAppraisal({ ...actor, grants: actor.grants.filter((grant) => grant === 'hr') }, appraisal));

/** Who wrote it, and those who oversee the appraisal; the person it is about what is meant for them too, once their result is released. */
export function canReadComment(
  actor: AccessActor,
  appraisal: AppraisalFacts,
  comment: { readonly byPersonId: string; readonly forPerson: boolean },
): boolean {
  if (isPerson(actor, comment.byPersonId)) return true;
  if (isPerson(actor, appraisal.personId)) return comment.forPerson && appraisal.released;
  return overseesAppraisal(actor, appraisal);
}
