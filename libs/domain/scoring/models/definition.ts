import type { Decimal } from '../decimal.js';
import type { ScoringReason } from '../person.js';
import type { Aggregate, Figures } from '../standard.js';
import type { Model, PlainModel } from './parameters.js';

export type Numbers = Readonly<Record<string, Decimal>>;

/** Before the clamp. */
export interface Scored {
  readonly score: Decimal;
  readonly formula: string;
  readonly numbers: Numbers;
  /** A, where the model has one. */
  readonly actual: Decimal | null;
}
/** `missing` follows the KPI's missing policy; `invalid` always blocks. */
export type Verdict = Scored | { readonly missing: ScoringReason } | { readonly invalid: ScoringReason };

/** What was measured for one KPI of one person. */
export interface Measured {
  /** A, already aggregated; null where the model reads its own inputs. */
  readonly actual: Decimal | null;
  /** The base by the same aggregate (growth starts from it). */
  readonly base: Decimal | null;
  /** Answers behind A. */
  readonly answers: Decimal;
  readonly target: Decimal | null;
  readonly cap: Decimal;
  readonly figures: (inputId: string) => Figures | undefined;
}

export interface PreparedModel {
  readonly judge: (measured: Measured) => Verdict;
  /** The code of what is wrong with a target, e.g. one HR set for a period. */
  readonly targetProblem: (target: Decimal) => string | null;
}

export interface ParameterProblem {
  readonly code: string;
  /** Below the model, e.g. `maximum`. */
  readonly at: string;
  readonly seen: string;
  readonly message: string;
}

export interface KpiFacts {
  readonly hasTarget: boolean;
  readonly cap: Decimal;
  readonly aggregate: string;
  readonly hasBase: boolean;
}

export interface OwnInput {
  /** What the formula calls it. */
  readonly role: string;
  readonly inputId: string;
  readonly aggregate: Exclude<Aggregate, 'ratio_of_sums'>;
}

/** Everything the engine knows about one model. `prepare` may rely on `problems` having found none. */
export interface ModelDefinition<M extends Model> {
  readonly target: 'required' | 'optional' | 'none';
  /** Inputs the model names itself; null: it judges the KPI's aggregated actual. */
  readonly ownInputs: ((model: M) => readonly OwnInput[]) | null;
  readonly problems: (model: M, kpi: KpiFacts) => readonly ParameterProblem[];
  readonly prepare: (model: M) => PreparedModel;
}

/** A formula over A, T and the KPI's cap. */
export interface PlainDefinition<M extends PlainModel> {
  readonly target: 'required' | 'none';
  readonly problems: (model: M, kpi: KpiFacts) => readonly ParameterProblem[];
  readonly targetProblem: (model: M) => (target: Decimal) => string | null;
  readonly formula: (model: M) => Formula;
}
export type Formula = (actual: Decimal, target: Decimal, cap: Decimal) => FormulaResult;
export type FormulaResult =
  | { readonly score: Decimal; readonly numbers: Numbers }
  | { readonly invalid: ScoringReason };
