import { decimal, exactSum, hundred } from '../scoring/decimal.js';
import { type GradeQuota, type QuotaCheck, quotaChecks } from '../scoring/distribution.js';
import { type Refusal, refuse } from './refusal.js';
import type { AppraisalState } from './stages.js';

/** The company's word on grades, as a cycle took it along at its launch. */
export interface CalibrationRules {
  /** Groups of fewer people are calibrated with the department above. */
  readonly minGroup: number;
  readonly quotas: readonly GradeQuota[];
  /** Of the company's rules; left out: those that come with the product. */
  readonly version?: number;
}

export const defaultCalibration: CalibrationRules = {
  minGroup: 10,
  quotas: [
    { grade: 'S', rule: 'at_most', percent: '10', mode: 'advise' },
    { grade: 'A', rule: 'at_most', percent: '25', mode: 'advise' },
  ],
};

/** Whose grade is still to come: a group's session opens by itself once nobody is left here. Whoever is blocked holds nobody up. */
export const beforeCalibration: readonly AppraisalState[] = [
  'collecting',
  'scored',
  'self_review',
  'manager_review',
  'second_review',
  'recheck',
  'waiting_rescore',
];

/** How many people of a group have which grade. */
export type GradeCounts = Readonly<Record<string, number>>;

export interface GradeMove {
  readonly from: string;
  readonly to: string;
}

export interface MovedGrade extends GradeMove {
  /** Of whoever moves it. */
  readonly byPersonId: string;
  readonly aboutPersonId: string;
  /** Of the standard that graded the person. */
  readonly scale: readonly string[];
}

/** Why a grade may not be moved so; null: it may. `counts` are the group's before the move. */
export function moveRefusal(moved: MovedGrade, counts: GradeCounts, quotas: readonly GradeQuota[]): Refusal | null {
  const { from, to } = moved;
  if (moved.byPersonId === moved.aboutPersonId) return refuse('calibration.own_grade');
  if (!moved.scale.includes(to)) return refuse('calibration.grade_unknown', { grade: to });
  if (from === to) return refuse('calibration.grade_unchanged', { grade: to });
  const broken = brokenBy(moved, counts, quotas);
  return broken && quotaRefusal(broken);
}

/** The enforced quota that a move takes the group further away from. */
function brokenBy({ from, to }: GradeMove, counts: GradeCounts, quotas: readonly GradeQuota[]): QuotaCheck | null {
  const after = { ...counts, [from]: (counts[from] ?? 0) - 1, [to]: (counts[to] ?? 0) + 1 };
  const before = quotaChecks(counts, quotas);
  return (
    quotaChecks(after, quotas).find((check, index) => {
      const was = before[index];
      return check.mode === 'enforce' && was !== undefined && distance(check) > distance(was);
    }) ?? null
  );
}

/** People too many or too few. */
function distance({ actual, min, max }: QuotaCheck): number {
  if (actual < min) return min - actual;
  return max !== null && actual > max ? actual - max : 0;
}

/** Why a group's session may not be closed with these grades; null: it may. What is only advised holds nobody up. */
export function closeRefusal(counts: GradeCounts, quotas: readonly GradeQuota[]): Refusal | null {
  const broken = quotaChecks(counts, quotas).find(({ mode, ok }) => mode === 'enforce' && !ok);
  return broken ? quotaRefusal(broken) : null;
}

const quotaRefusal = ({ grade, min, max, actual }: QuotaCheck): Refusal =>
  refuse('calibration.quota_exceeded', { grade, min, max, actual });

export interface RulesProblem {
  readonly code: 'grade_twice' | 'range' | 'over_all';
  readonly grade: string;
}

/** What is wrong with a company's quotas; null: nothing. */
export function rulesProblem(quotas: readonly GradeQuota[]): RulesProblem | null {
  const twice = quotas.find(({ grade }, index) => quotas.findIndex((one) => one.grade === grade) !== index);
  if (twice) return { code: 'grade_twice', grade: twice.grade };
  const upsideDown = quotas.find(
    (quota) => quota.rule === 'between' && decimal(quota.percent).gt(decimal(quota.toPercent)),
  );
  if (upsideDown) return { code: 'range', grade: upsideDown.grade };
  const least = quotas.filter(({ rule }) => rule !== 'at_most');
  const last = least.at(-1);
  return last && exactSum(least.map(({ percent }) => decimal(percent))).gt(hundred)
    ? { code: 'over_all', grade: last.grade }
    : null;
}
