import type { AppraisalState, RouteStage } from './stages.js';

/** What moves an appraisal: a verb on a task, a deadline, a score run, HR's command. */
export type Move =
  | 'score'
  | 'score_blocked'
  | 'open_review'
  | 'submit_self_review'
  | 'approve'
  | 'calibrate'
  | 'return_to_collect'
  | 'return_to_self_review'
  | 'return_to_review'
  | 'return_to_second_review'
  | 'withdraw_to_review'
  | 'withdraw_to_second_review'
  | 'withdraw_to_interview'
  | 'record_interview'
  | 'acknowledge'
  | 'appeal'
  | 'uphold_rule'
  | 'uphold_data'
  | 'dismiss'
  | 'deem'
  | 'resolve_gap'
  | 'recheck_done'
  | 'rescore'
  | 'rescore_first'
  | 'rescore_appealed'
  | 'rescore_blocked'
  | 'late_rescore'
  | 'sign_off'
  | 'exclude'
  | 'cancel';

export interface Transition {
  readonly from: AppraisalState;
  readonly by: Move;
  /** The first of these that the cycle's route has. */
  readonly to: readonly [AppraisalState, ...AppraisalState[]];
}

const running: readonly AppraisalState[] = [
  'collecting',
  'scored',
  'blocked',
  'self_review',
  'manager_review',
  'second_review',
  'calibration',
  'recheck',
  'waiting_rescore',
  'interview',
  'acknowledgement',
  'appeal',
  'acknowledged',
];
/** Late data change nothing about who is asked next, but for the person who has seen another result. */
export const rescorableStates = [
  'scored',
  'self_review',
  'manager_review',
  'second_review',
  'calibration',
  'interview',
  'acknowledgement',
  'appeal',
  'acknowledged',
] as const satisfies readonly AppraisalState[];
export const finalStates: readonly AppraisalState[] = ['signed_off', 'excluded', 'cancelled'];
/** Nothing more is asked of anybody before the cycle's sign-off. */
export const finishedStates: readonly AppraisalState[] = ['acknowledged', 'signed_off', 'excluded', 'cancelled'];

/** States that a route may do without; every route has the others. */
const optional = ['self_review', 'second_review', 'calibration'] as const satisfies readonly (AppraisalState &
  RouteStage)[];
const isOptional = (state: AppraisalState): state is (typeof optional)[number] => optional.some((one) => one === state);

/** A decision taken back: of whom the state in `from` asks something, nobody has acted yet. */
const withdrawals: readonly Transition[] = [
  ...(['second_review', 'calibration', 'interview', 'self_review', 'recheck'] as const).map(
    (from): Transition => ({ from, by: 'withdraw_to_review', to: ['manager_review'] }),
  ),
  ...(['manager_review', 'calibration', 'interview', 'self_review', 'recheck'] as const).map(
    (from): Transition => ({ from, by: 'withdraw_to_second_review', to: ['second_review'] }),
  ),
  ...(['manager_review', 'second_review', 'self_review', 'recheck'] as const).map(
    (from): Transition => ({ from, by: 'withdraw_to_interview', to: ['interview'] }),
  ),
];

/** Every move an appraisal may make; there is no other. */
export const transitions: readonly Transition[] = checked([
  { from: 'collecting', by: 'score', to: ['scored'] },
  { from: 'collecting', by: 'score_blocked', to: ['blocked'] },
  { from: 'scored', by: 'open_review', to: ['self_review', 'manager_review'] },
  { from: 'self_review', by: 'submit_self_review', to: ['manager_review'] },
  { from: 'self_review', by: 'deem', to: ['manager_review'] },
  { from: 'manager_review', by: 'approve', to: ['second_review', 'calibration', 'interview'] },
  { from: 'manager_review', by: 'return_to_self_review', to: ['self_review'] },
  { from: 'manager_review', by: 'return_to_collect', to: ['recheck'] },
  { from: 'second_review', by: 'approve', to: ['calibration', 'interview'] },
  { from: 'second_review', by: 'return_to_self_review', to: ['self_review'] },
  { from: 'second_review', by: 'return_to_review', to: ['manager_review'] },
  { from: 'second_review', by: 'return_to_collect', to: ['recheck'] },
  { from: 'calibration', by: 'calibrate', to: ['interview'] },
  { from: 'interview', by: 'record_interview', to: ['acknowledgement'] },
  { from: 'interview', by: 'return_to_self_review', to: ['self_review'] },
  { from: 'interview', by: 'return_to_review', to: ['manager_review'] },
  { from: 'interview', by: 'return_to_second_review', to: ['second_review'] },
  { from: 'interview', by: 'return_to_collect', to: ['recheck'] },
  { from: 'acknowledgement', by: 'acknowledge', to: ['acknowledged'] },
  { from: 'acknowledgement', by: 'deem', to: ['acknowledged'] },
  { from: 'acknowledgement', by: 'appeal', to: ['appeal'] },
  { from: 'appeal', by: 'dismiss', to: ['acknowledgement'] },
  { from: 'appeal', by: 'uphold_rule', to: ['acknowledgement'] },
  { from: 'appeal', by: 'uphold_data', to: ['recheck'] },
  { from: 'recheck', by: 'recheck_done', to: ['waiting_rescore'] },
  { from: 'blocked', by: 'resolve_gap', to: ['waiting_rescore'] },
  { from: 'blocked', by: 'recheck_done', to: ['waiting_rescore'] },
  { from: 'waiting_rescore', by: 'rescore', to: ['manager_review'] },
  // Nobody has been asked anything yet: the first run was blocked.
  { from: 'waiting_rescore', by: 'rescore_first', to: ['self_review', 'manager_review'] },
  // Their reviewers have spoken; the appeal was about a figure.
  { from: 'waiting_rescore', by: 'rescore_appealed', to: ['acknowledgement'] },
  { from: 'waiting_rescore', by: 'rescore_blocked', to: ['blocked'] },
  { from: 'acknowledged', by: 'sign_off', to: ['signed_off'] },
  // Back to where it was decided, from where the decision led.
  ...withdrawals,
  ...rescorableStates.map(
    (from): Transition => ({ from, by: 'late_rescore', to: [from === 'acknowledged' ? 'acknowledgement' : from] }),
  ),
  ...running.map((from): Transition => ({ from, by: 'exclude', to: ['excluded'] })),
  ...running.map((from): Transition => ({ from, by: 'cancel', to: ['cancelled'] })),
]);

/** Where a move leads on a route with these stages; null: it is not possible. */
export function moveTo(from: AppraisalState, by: Move, stages: readonly RouteStage[]): AppraisalState | null {
  const transition = transitions.find((one) => one.from === from && one.by === by);
  return transition?.to.find((state) => !isOptional(state) || stages.includes(state)) ?? null;
}

/** A table that contradicts itself must not load. */
export function checked(table: readonly Transition[]): readonly Transition[] {
  const seen = new Set<string>();
  for (const { from, by } of table) {
    if (finalStates.includes(from))
      throw new Error(`an appraisal that is ${from} moves no more, yet ${by} would move it`);
    const key = `${from}/${by}`;
    if (seen.has(key)) throw new Error(`two transitions answer ${by} from ${from}`);
    seen.add(key);
  }
  const reached = new Set<AppraisalState>(['collecting']);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to } of table) if (reached.has(from)) for (const state of to) reached.add(state);
  }
  const lost = table.find(({ from }) => !reached.has(from));
  if (lost) throw new Error(`no path leads to ${lost.from}, which ${lost.by} would leave`);
  return table;
}
