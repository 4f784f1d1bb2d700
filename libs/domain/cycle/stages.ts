/** The steps of a route, in the words people see. */
export const routeStages = [
  'collect',
  'score',
  'self_review',
  'manager_review',
  'second_review',
  'calibration',
  'interview',
  'acknowledgement',
  'sign_off',
  'head_sign_off',
] as const;
export type RouteStage = (typeof routeStages)[number];

/**
 * Stages that end by somebody's task. `appeal`, `recheck` and `data_gap` lie beside the route: a person objects to a line of their result; a
 * person's data is put right, then scored again.
 */
export const taskStages = [
  'collect',
  'self_review',
  'manager_review',
  'second_review',
  'calibration',
  'interview',
  'acknowledgement',
  'appeal',
  'recheck',
  'data_gap',
  'sign_off',
  'head_sign_off',
] as const;
export type TaskStage = (typeof taskStages)[number];

export const cycleStates = [
  'launching',
  'collecting',
  'scoring',
  'in_review',
  'publishing',
  'signing_off',
  'closed',
  'cancelled',
] as const;
export type CycleState = (typeof cycleStates)[number];

/** Where one person stands in one cycle. */
export const appraisalStates = [
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
  'signed_off',
  'excluded',
  'cancelled',
] as const;
export type AppraisalState = (typeof appraisalStates)[number];

export const verbs = [
  'submit_self_review',
  'approve',
  'return',
  'record_interview',
  'acknowledge',
  'appeal',
  'uphold',
  'dismiss',
  'resolve_gap',
  'recheck_done',
  'sign_off',
] as const;
export type Verb = (typeof verbs)[number];

/**
 * What ended a task; the verbs, and what the system or HR ended. `withdrawn`: the decision that opened it was taken back. `deemed`: silence
 * was an acceptance; `lapsed`: nothing was written in the window; `calibrated`: the group's session was closed; `rescored`: late data made
 * another result of it.
 */
export const taskOutcomes = [
  ...verbs,
  'deemed',
  'lapsed',
  'rescored',
  'source_signed_off',
  'calibrated',
  'cut_off',
  'excluded',
  'cancelled',
  'withdrawn',
] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** Stages a task may be sent back to. `sign_off`: the head gives the cycle back to HR. */
export const returnTargets = ['collect', 'self_review', 'manager_review', 'second_review', 'sign_off'] as const;
export type ReturnTarget = (typeof returnTargets)[number];
