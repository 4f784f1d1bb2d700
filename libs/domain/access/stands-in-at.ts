import { delegable } from '../cycle/hand-over.js';
import type { TaskFacts } from './about-task.js';
import { type AccessActor, isPerson } from './actor.js';

/** During a leave: what is somebody's judgement of others may be another's as well; never what is about that other, nor what was lent on. */
export const standsInAt = (actor: AccessActor, { stage, appraisal, delegatedBy, standIns = [] }: TaskFacts): boolean =>
  delegable(stage) &&
  !delegatedBy &&
  appraisal !== null &&
  !isPerson(actor, appraisal.personId) &&
  standIns.some((personId) => isPerson(actor, personId));
