import type { AccessActor } from './actor.js';

/** How the reader is part of a cycle. */
export interface PartInCycle {
  /** The reader has an appraisal in it, reviews one, or manages somebody who has one. */
  readonly appraisals: boolean;
  /** The reader answers for one of its sources. */
  readonly sourceTasks: boolean;
}

/** That the cycle exists, its period and deadlines, and the counts of what the reader may see; never the rest of the company. */
export const canSeeCycleInPart = (actor: AccessActor, part: PartInCycle): boolean =>
  actor.personId !== null && (part.appraisals || part.sourceTasks);
