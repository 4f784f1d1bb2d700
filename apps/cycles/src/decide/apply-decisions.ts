import type { AppraisalState, NextTask, TaskTimes, Verb } from '../../../../libs/domain/cycle/index.js';
import type { CyclesCall } from '../caller.js';
import type { WrittenAppeal } from './appeals.js';

interface OutboxEvent {
  readonly type: string;
  readonly payload: unknown;
  readonly destination: string;
  readonly batchKey?: string;
}

/** One decided item, as `cycles.apply_decisions` reads it. */
export interface ApplyItem {
  readonly taskId: string;
  readonly appraisalId: string;
  readonly personId: string;
  /** The version it was decided for. */
  readonly version: number;
  readonly verb: Verb;
  readonly decisionId: string;
  /** The round it was decided in. */
  readonly round: number;
  readonly toStage: AppraisalState;
  readonly toRound: number;
  readonly total: string | null;
  readonly totalUnrounded: string | null;
  readonly grade: string | null;
  readonly releases: boolean;
  readonly voids: boolean;
  readonly comment: string | null;
  readonly next: (NextTask & TaskTimes & { readonly taskId: string }) | null;
  readonly adjustments: readonly {
    readonly segmentNo: number;
    readonly kpiId: string;
    readonly scoreBefore: string;
    readonly score: string;
    readonly reason: string;
  }[];
  readonly exclusions: readonly { readonly segmentNo: number; readonly kpiId: string; readonly reason: string }[];
  readonly interview: {
    readonly strengths: string;
    readonly weaknesses: string;
    readonly directions: string;
    readonly actions: readonly { readonly text: string; readonly ownerPersonId: string; readonly dueOn: string }[];
  } | null;
  readonly selfReview: {
    readonly achievements: string;
    readonly difficulties?: string | undefined;
    readonly plans?: string | undefined;
  } | null;
  readonly before: unknown;
  readonly after: { readonly cycleId: string } & Readonly<Record<string, unknown>>;
  readonly events: readonly OutboxEvent[];
}

/** The reply that a repetition of the request gets. */
export interface KeptAnswer {
  readonly subject: string;
  readonly key: string;
  readonly hash: Buffer;
  readonly reply: unknown;
}

export interface AppliedRow {
  readonly task_id: string;
  readonly applied: boolean;
  /** Of the appraisal now. */
  readonly current_version: number | null;
  readonly earlier_hash: Buffer | null;
  readonly earlier_reply: unknown;
}

/** Where the statement runs: on its own, or inside the caller's transaction. */
export type RunQuery = <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>;

/** The same for one decision, with the appeal it makes or answers. */
export const applyAppeal = (
  run: RunQuery,
  call: CyclesCall & { readonly actor: NonNullable<CyclesCall['actor']> },
  items: readonly ApplyItem[],
  answer: KeptAnswer,
  appeal: WrittenAppeal,
): Promise<AppliedRow[]> =>
  run<AppliedRow>('select * from cycles.apply_appeal($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb)', [
    ...parametersOf(call, items, answer),
    JSON.stringify(appeal),
  ]);

const parametersOf = (
  call: CyclesCall & { readonly actor: NonNullable<CyclesCall['actor']> },
  items: readonly ApplyItem[],
  answer: KeptAnswer | null,
): readonly unknown[] => [
  call.companyId,
  call.actor.accountId,
  call.actor.personId,
  call.requestId,
  JSON.stringify(items),
  answer === null ? null : JSON.stringify({ ...answer, hash: answer.hash.toString('hex') }),
];

/** One statement, one transaction: whatever of the items still stands at its version is written whole. */
export const applyDecisions = (
  run: RunQuery,
  call: CyclesCall & { readonly actor: NonNullable<CyclesCall['actor']> },
  items: readonly ApplyItem[],
  answer: KeptAnswer | null,
): Promise<AppliedRow[]> =>
  run<AppliedRow>(
    'select * from cycles.apply_decisions($1, $2, $3, $4, $5::jsonb, $6::jsonb)',
    parametersOf(call, items, answer),
  );
