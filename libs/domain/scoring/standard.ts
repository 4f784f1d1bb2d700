import type { Model } from './models/parameters.js';

/** Amounts, rates, weights and scores: decimal digits as a string, so that no binary fraction ever enters. */
export type DecimalString = string;

export interface Names {
  readonly 'zh-Hant': string;
  readonly 'zh-Hans': string;
  readonly en: string;
}

export type CycleKind = 'month' | 'quarter' | 'year';

export type Aggregate = 'sum' | 'mean' | 'last' | 'ratio_of_sums' | 'max' | 'min';

/** `per` says what the value is for where the aggregate is `sum` (default a month); other aggregates do not grow with time. */
export interface FixedTarget {
  readonly value: DecimalString;
  readonly per?: CycleKind;
}
/** Set by HR for each period, for the whole period. */
export interface PeriodTarget {
  readonly perPeriod: true;
}
export type Target = FixedTarget | PeriodTarget;

export type MissingPolicy =
  | { readonly policy: 'block' }
  | { readonly policy: 'reweight' }
  | { readonly policy: 'exclude_with_reason' }
  | { readonly policy: 'carry_last' }
  | { readonly policy: 'zero' }
  | { readonly policy: 'default'; readonly score: DecimalString };

/** Whose rows count: the person's own, or also those of everybody who reports to them on the row's date. */
export type Scope = 'person' | 'team';

export interface KpiInputs {
  readonly actual: string;
  /** Denominator of a rate, plan, amount due, or the earlier figure that growth starts from. */
  readonly base?: string;
}

export interface Kpi {
  readonly kpiId: string;
  readonly names: Names;
  readonly dimension?: string;
  readonly rawWeight: DecimalString;
  readonly model: Model;
  /** null for models that need none. */
  readonly target: Target | null;
  readonly unit: string;
  readonly sourceId: string;
  readonly cadence: readonly CycleKind[];
  readonly aggregate: Aggregate;
  /** null for models that name their own inputs (checklist, expression). */
  readonly inputs: KpiInputs | null;
  /** What a ratio of sums is multiplied by: "100" for per cent, "1" for hours each. */
  readonly rateScale?: DecimalString;
  readonly scope: Scope;
  readonly missing: MissingPolicy;
  /** Override the standard's defaults. */
  readonly floor?: DecimalString;
  readonly cap?: DecimalString;
}

/** What a position changes about a KPI of its group. */
export interface KpiOverride {
  readonly target?: Target;
  readonly scope?: Scope;
  readonly inputs?: KpiInputs;
}

export interface Position {
  readonly names: Names;
  readonly overrides: Readonly<Record<string, KpiOverride>>;
}

export type DutyPeriod = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'event';

export type DutyExpectation =
  /** So many in each period; `upTo` is the upper end of a customary span ("3–5") and is never a limit. */
  | { readonly kind: 'count'; readonly atLeast: DecimalString; readonly upTo?: DecimalString; readonly per: DutyPeriod }
  /** So many per cent in each period. */
  | { readonly kind: 'share'; readonly percent: DecimalString; readonly per: DutyPeriod }
  /** A standing duty without a number. */
  | { readonly kind: 'kept' };

/** Checked and shown beside the KPIs; carries no weight. */
export interface Duty {
  readonly dutyId: string;
  readonly positionId: string;
  readonly names: Names;
  readonly expected: DutyExpectation;
  /** The input that counts it, where a source does; otherwise the manager says. */
  readonly inputId?: string;
}

/** Grade bands from low to high, half-open: a band reaches up to the next one's `from`; the first also takes what lies below it. */
export interface GradeBand {
  readonly grade: string;
  readonly from: DecimalString;
}

export interface Defaults {
  /** Bounds of one KPI's score. */
  readonly floor: DecimalString;
  readonly cap: DecimalString;
  /** Bounds of the total. */
  readonly totalFloor: DecimalString;
  readonly totalCap: DecimalString;
  readonly digits: number;
  readonly grades: readonly GradeBand[];
  /** Points a manager may move a line by. */
  readonly adjustmentLimit: DecimalString;
  readonly maxReweightPercent: DecimalString;
  readonly minSegmentDays: { readonly month: number; readonly other: number };
}

export interface Dimension {
  readonly dimensionId: string;
  readonly names: Names;
  readonly rawWeight: DecimalString;
}

export type VetoEffect =
  | { readonly kind: 'total_zero' }
  | { readonly kind: 'dimension_zero'; readonly dimensionId: string }
  | { readonly kind: 'grade_cap'; readonly grade: string };

export interface VetoRule {
  readonly vetoId: string;
  readonly names: Names;
  readonly effect: VetoEffect;
}

/** How a quarter or a year comes about; the default scores the longer period's own observations. */
export type Composition =
  | { readonly kind: 'own_period' }
  | { readonly kind: 'mean_of_months' }
  | { readonly kind: 'weighted'; readonly monthsWeight: DecimalString; readonly ownWeight: DecimalString };

/** What the standard's authors worked out by hand; run before a version may be submitted. */
export interface WorkedExample {
  readonly exampleId: string;
  readonly positionId: string;
  readonly kind: CycleKind;
  /** A plain string is one observation of that value. */
  readonly inputs: Readonly<Record<string, DecimalString | Figures>>;
  readonly periodTargets?: Readonly<Record<string, DecimalString>>;
  readonly expect: {
    /** Shown score by KPI; null where there is none. */
    readonly lines: Readonly<Record<string, DecimalString | null>>;
    readonly total?: DecimalString | null;
    readonly grade?: string | null;
  };
}

export interface StandardVersion {
  readonly standardId: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly names: Names;
  readonly scoringRules: string;
  readonly kpis: readonly Kpi[];
  readonly duties: readonly Duty[];
  readonly positions: Readonly<Record<string, Position>>;
  readonly defaults: Defaults;
  readonly dimensions?: readonly Dimension[];
  readonly bonusCap: DecimalString;
  readonly penaltyCap: DecimalString;
  readonly vetoes: readonly VetoRule[];
  readonly composition?: Composition;
  readonly examples: readonly WorkedExample[];
}

/** One input's observations of a period, added up; SQL and `aggregateObservations` make the same figures. */
export interface Figures {
  readonly sum: DecimalString;
  readonly count: DecimalString;
  readonly last: DecimalString;
  readonly max: DecimalString;
  readonly min: DecimalString;
}
