import { type Refusal, refuse } from './refusal.js';

/** What an appeal says is wrong about a line: a figure it was made of, or how the standard judges it. */
export const appealGrounds = ['data', 'rule'] as const;
export type AppealGround = (typeof appealGrounds)[number];

export const appealOutcomes = ['upheld', 'dismissed'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** A line is appealed once, and once more to somebody else; what is answered then is final. */
export const mostInstances = 2;

interface AppealedLine {
  readonly segmentNo: number;
  readonly kpiId: string;
}

/** Which instance an appeal of the line would be now; null: both have spoken. */
export function nextInstance(line: AppealedLine, earlier: readonly AppealedLine[]): number | null {
  const made = earlier.filter(({ segmentNo, kpiId }) => segmentNo === line.segmentNo && kpiId === line.kpiId).length;
  return made < mostInstances ? made + 1 : null;
}

export interface AppealHandlers {
  readonly handlerId: string;
  /** Who hears when the handler is late; null: nobody else is left. */
  readonly escalateTo: string | null;
}

/** Who must not answer it: the person, their manager, whoever spoke on the appraisal, whoever answered an appeal of the line before. */
export interface PartsTaken {
  readonly personId: string;
  readonly managerId: string | null;
  readonly reviewerId: string | null;
  readonly spoke: readonly string[];
}

/** HR's owner of the cycle before any other of HR, of those who had no part in it. */
export function handlersOf(
  hrPersonIds: readonly string[],
  hrOwnerId: string,
  { personId, managerId, reviewerId, spoke }: PartsTaken,
): AppealHandlers | null {
  const hr = hrPersonIds.toSorted((a, b) => Number(b === hrOwnerId) - Number(a === hrOwnerId));
  const [handlerId] = hr.filter((one) => ![personId, managerId, reviewerId, ...spoke].includes(one));
  if (handlerId === undefined) return null;
  return { handlerId, escalateTo: hr.find((one) => one !== handlerId && one !== personId) ?? null };
}

/** An upheld appeal to the rule says what the line scores instead; one to the data leaves that to the next run. */
export function checkAnswer(ground: AppealGround, score: string | undefined): Refusal | null {
  if (ground === 'rule' && score === undefined) return refuse('appeal.score_missing');
  return ground === 'data' && score !== undefined ? refuse('appeal.score_not_asked') : null;
}
