import type { AppraisalState } from './stages.js';

/** What moves an appraisal: a verb on a task, a deadline, a score run, HR's command. */
export type Move =
  | 'score'
  | 'score_blocked'
  | 'open_review'
  | 'approve'
  | 'return_to_collect'
  | 'return_to_review'
  | 'record_interview'
  | 'acknowledge'
  | 'deem'
  | 'resolve_gap'
  | 'recheck_done'
  | 'rescore'
  | 'rescore_blocked'
  | 'sign_off'
  | 'exclude'
  | 'cancel';

export interface Transition {
  readonly from: AppraisalState;
  readonly by: Move;
  readonly to: AppraisalState;
}

const running: readonly AppraisalState[] = [
  'collecting',
  'scored',
  'blocked',
  'manager_review',
  'recheck',
  'waiting_rescore',
  'interview',
  'acknowledgement',
  'acknowledged',
];
export const finalStates: readonly AppraisalState[] = ['signed_off', 'excluded', 'cancelled'];
/** Nothing more is asked of anybody before the cycle's sign-off. */
export const finishedStates: readonly AppraisalState[] = ['acknowledged', 'signed_off', 'excluded', 'cancelled'];

/** Every move an appraisal may make; there is no other. */
export const transitions: readonly Transition[] = checked([
  { from: 'collecting', by: 'score', to: 'scored' },
  { from: 'collecting', by: 'score_blocked', to: 'blocked' },
  { from: 'scored', by: 'open_review', to: 'manager_review' },
  { from: 'manager_review', by: 'approve', to: 'interview' },
  { from: 'manager_review', by: 'return_to_collect', to: 'recheck' },
  { from: 'interview', by: 'record_interview', to: 'acknowledgement' },
  { from: 'interview', by: 'return_to_review', to: 'manager_review' },
  { from: 'interview', by: 'return_to_collect', to: 'recheck' },
  { from: 'acknowledgement', by: 'acknowledge', to: 'acknowledged' },
  { from: 'acknowledgement', by: 'deem', to: 'acknowledged' },
  { from: 'recheck', by: 'recheck_done', to: 'waiting_rescore' },
  { from: 'blocked', by: 'resolve_gap', to: 'waiting_rescore' },
  { from: 'blocked', by: 'recheck_done', to: 'waiting_rescore' },
  { from: 'waiting_rescore', by: 'rescore', to: 'manager_review' },
  { from: 'waiting_rescore', by: 'rescore_blocked', to: 'blocked' },
  { from: 'acknowledged', by: 'sign_off', to: 'signed_off' },
  ...running.map((from): Transition => ({ from, by: 'exclude', to: 'excluded' })),
  ...running.map((from): Transition => ({ from, by: 'cancel', to: 'cancelled' })),
]);

export function moveTo(from: AppraisalState, by: Move): AppraisalState | null {
  return transitions.find((transition) => transition.from === from && transition.by === by)?.to ?? null;
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
    for (const { from, to } of table) if (reached.has(from)) reached.add(to);
  }
  const lost = table.find(({ from }) => !reached.has(from));
  if (lost) throw new Error(`no path leads to ${lost.from}, which ${lost.by} would leave`);
  return table;
}
