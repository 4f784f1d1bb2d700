import type { CompiledStandard } from './compiled.js';
import type { Model } from './models/parameters.js';
import type { CycleKind, DecimalString, Dimension, Figures, GradeBand, VetoEffect } from './standard.js';

/** A named person's approval that a KPI without figures is left out. */
export interface Exclusion {
  readonly kpiId: string;
  readonly reason: string;
  readonly approvedBy: string;
}

export interface Segment {
  readonly standard: CompiledStandard;
  readonly positionId: string;
  /** First day; `to` is the day after the last. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** Figures by input id, of the scope the position's KPIs ask for (`neededInputs`). */
  readonly inputs: Readonly<Record<string, Figures>>;
  readonly periodTargets: Readonly<Record<string, DecimalString>>;
  readonly exclusions: readonly Exclusion[];
  /** Scores of the last closed cycle, for `carry_last`. */
  readonly carried: Readonly<Record<string, DecimalString>>;
}

export interface MonthTotal {
  readonly month: string;
  /** Unrounded. */
  readonly total: DecimalString;
}

export interface VetoUsed {
  readonly vetoId: string;
  readonly reason: string;
  readonly approvedBy: string;
}

export interface PersonInput {
  readonly kind: CycleKind;
  readonly months: number;
  readonly periodDays: number;
  readonly segments: readonly Segment[];
  /** Points asked for, before their caps; both are positive numbers. */
  readonly bonus: DecimalString;
  readonly penalty: DecimalString;
  readonly vetoes: readonly VetoUsed[];
  /** Closed months of this period; needed only where the standard composes a longer cycle from its months. */
  readonly monthTotals?: readonly MonthTotal[];
}

export type LineState =
  | 'scored'
  | 'missing_reweighted'
  | 'missing_carried'
  | 'missing_zero'
  | 'missing_default'
  | 'excluded'
  | 'not_due'
  | 'blocked';

/** Why a KPI has no score of its own, or a person no total. Stable: people read them translated. */
export type ScoringReason =
  | 'no_observation'
  | 'base_zero'
  | 'too_few_answers'
  | 'target_missing'
  | 'target_invalid'
  | 'value_invalid'
  | 'reweight_refused'
  | 'exclusion_needed'
  | 'nothing_to_carry'
  | 'not_in_cadence'
  | 'nothing_due'
  | 'nothing_counts'
  | 'months_missing'
  | 'no_segment'
  | 'position_unknown'
  | 'veto_unknown';

export interface InputUsed {
  /** What the formula calls it: A's numerator `actual`, `base`, or a declared name. */
  readonly role: string;
  readonly inputId: string;
  /** Which figure was taken. */
  readonly figure: keyof Figures | 'mean';
  readonly value: DecimalString;
  /** Observations behind it. */
  readonly count: DecimalString;
}

/** The formula and its numbers, for people to follow with their own calculator. */
export interface Explanation {
  readonly formula: string;
  readonly numbers: Readonly<Record<string, DecimalString>>;
  readonly unclamped: DecimalString;
  readonly clamped: 'floor' | 'cap' | null;
}

export interface ScoreLine {
  readonly kpiId: string;
  readonly dimension: string | null;
  readonly model: Model['model'];
  readonly params: Model;
  /** The target this person was measured by: of the position, the period, pro rata. */
  readonly target: DecimalString | null;
  readonly actual: DecimalString | null;
  readonly inputs: readonly InputUsed[];
  readonly rawWeight: DecimalString;
  /** Unrounded; "0" when the line does not count. */
  readonly effectiveWeight: DecimalString;
  readonly floor: DecimalString;
  readonly cap: DecimalString;
  /** Unrounded. */
  readonly score: DecimalString | null;
  /** Rounded for people. */
  readonly shown: DecimalString | null;
  readonly state: LineState;
  readonly reason: ScoringReason | null;
  readonly exclusion: Exclusion | null;
  readonly explanation: Explanation | null;
}

export interface DimensionResult extends Pick<Dimension, 'dimensionId' | 'rawWeight'> {
  readonly effectiveWeight: DecimalString;
  readonly score: DecimalString | null;
}

export interface SegmentResult {
  /** 1, 2, … in order of time. */
  readonly segmentNo: number;
  readonly standardId: string;
  readonly version: number;
  readonly positionId: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** false: shorter than the standard's minimum and left out. */
  readonly counted: boolean;
  /** Unrounded. */
  readonly score: DecimalString | null;
  /** Σ of the raw weights that count. */
  readonly sumRaw: DecimalString;
  readonly dimensions: readonly DimensionResult[];
  readonly lines: readonly ScoreLine[];
}

/** Everything the steps after the lines need, kept with the run so that a total can be made again from it alone. */
export interface TotalRules {
  readonly digits: number;
  readonly totalFloor: DecimalString;
  readonly totalCap: DecimalString;
  readonly grades: readonly GradeBand[];
  /** Points that count, after their caps. */
  readonly bonus: DecimalString;
  readonly penalty: DecimalString;
  readonly vetoes: readonly { readonly vetoId: string; readonly effect: VetoEffect }[];
  /** null: the segments alone decide. */
  readonly months: {
    readonly mean: DecimalString;
    readonly monthsWeight: DecimalString;
    readonly ownWeight: DecimalString;
  } | null;
}

export interface Outcome {
  /** Rounded once; null while blocked. */
  readonly total: DecimalString | null;
  readonly totalUnrounded: DecimalString | null;
  /** The rounded total and grade as they were before a veto; null when none was used. */
  readonly beforeVeto: DecimalString | null;
  readonly gradeBeforeVeto: string | null;
  readonly grade: string | null;
}

export interface Blocker {
  /** null: the person as a whole. */
  readonly kpiId: string | null;
  readonly segmentNo: number | null;
  readonly reason: ScoringReason;
}

export interface PersonResult extends Outcome {
  readonly status: 'scored' | 'blocked';
  readonly blockedBy: readonly Blocker[];
  readonly segments: readonly SegmentResult[];
  readonly rules: TotalRules | null;
  readonly scoringRules: string;
}

export interface LineAdjustment {
  readonly segmentNo: number;
  readonly kpiId: string;
  readonly score: DecimalString;
}
