import type { Aggregate, Names } from '../standard.js';

type Decimals = string;

/** Models that turn one actual (and a target) into a score, and can therefore also judge growth. */
export type PlainModel =
  | { readonly model: 'higher_ratio' }
  | { readonly model: 'higher_baseline'; readonly baseline: Decimals }
  | {
      readonly model: 'higher_three_point';
      readonly baseline: Decimals;
      readonly baselineScore: Decimals;
      readonly maximum: Decimals;
    }
  | { readonly model: 'lower_ratio' }
  | { readonly model: 'lower_mirror' }
  | { readonly model: 'lower_range'; readonly maximum: Decimals }
  | { readonly model: 'lower_deduct'; readonly perUnit: Decimals; readonly free: Decimals }
  /** `x` and `y` are fractions of the target: "0.05" is 5 %. */
  | { readonly model: 'band'; readonly x: Decimals; readonly y: Decimals }
  | { readonly model: 'count_up'; readonly base: Decimals; readonly perUnit: Decimals }
  | { readonly model: 'steps'; readonly steps: readonly Step[] }
  | { readonly model: 'steps_interpolated'; readonly points: readonly Point[] };

/** Half-open [from, to); null is without end on that side. */
export interface Step {
  readonly from: Decimals | null;
  readonly to: Decimals | null;
  readonly score: Decimals;
}
export interface Point {
  readonly at: Decimals;
  readonly score: Decimals;
}
export interface ChecklistItem {
  readonly itemId: string;
  readonly names: Names;
  readonly weight: Decimals;
  /** 1 done, 0 not, or the share done between them. */
  readonly inputId: string;
}
export interface Choice {
  readonly value: Decimals;
  readonly score: Decimals;
  readonly names?: Names;
}
export interface DeclaredInput {
  readonly name: string;
  readonly inputId: string;
  readonly aggregate: Exclude<Aggregate, 'ratio_of_sums'>;
}

export type Model =
  | PlainModel
  | { readonly model: 'on_time_rate' }
  | { readonly model: 'yes_no' }
  | { readonly model: 'checklist'; readonly items: readonly ChecklistItem[] }
  | { readonly model: 'growth'; readonly judgedBy: PlainModel }
  /** `mean` rescales answers from scaleFrom..scaleTo to 0..100; `top_box` takes the share of top answers in per cent. */
  | {
      readonly model: 'survey';
      readonly method: 'mean' | 'top_box';
      readonly scaleFrom: Decimals;
      readonly scaleTo: Decimals;
      readonly minAnswers: number;
    }
  | { readonly model: 'rating'; readonly choices: readonly Choice[] }
  /** `target` may be named in the expression when the KPI has one. */
  | { readonly model: 'expression'; readonly expression: string; readonly inputs: readonly DeclaredInput[] };

export type ModelId = Model['model'];
