import { type Refusal, refuse } from './refusal.js';
import type { AppraisalState, CycleState, RouteStage, TaskOutcome, TaskStage } from './stages.js';
import { type Move, moveTo } from './transitions.js';

/** A decision that somebody wants to take back, and where its appraisal stands. */
export interface Withdrawal {
  readonly cycle: { readonly state: CycleState; readonly paused: boolean; readonly stages: readonly RouteStage[] };
  readonly decision: { readonly stage: TaskStage; readonly verb: TaskOutcome };
  readonly appraisalStage: AppraisalState;
  /** What the decision opened is open still, and nobody has handed it over. */
  readonly untouched: boolean;
}

export interface Withdrawn {
  readonly ok: true;
  readonly move: Move;
  readonly to: AppraisalState;
}

const moves: Readonly<Partial<Record<TaskStage, Move>>> = {
  manager_review: 'withdraw_to_review',
  second_review: 'withdraw_to_second_review',
  interview: 'withdraw_to_interview',
};

/** Until whoever comes next has acted; never what has been told to the person. */
export function withdraw({ cycle, decision, appraisalStage, untouched }: Withdrawal): Withdrawn | Refusal {
  if (cycle.state !== 'scoring' && cycle.state !== 'in_review')
    return refuse('cycle.not_running', { state: cycle.state });
  if (cycle.paused) return refuse('cycle.paused');
  const move = decision.verb === 'approve' || decision.verb === 'return' ? moves[decision.stage] : undefined;
  if (!move) return refuse('decision.not_withdrawable', { verb: decision.verb, stage: decision.stage });
  if (!untouched) return refuse('decision.acted_on');
  const to = moveTo(appraisalStage, move, cycle.stages);
  return to === null ? refuse('decision.acted_on') : { ok: true, move, to };
}
