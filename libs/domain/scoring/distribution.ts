import { Decimal, decimal, exactSum, hundred } from './decimal.js';
import type { DecimalString } from './standard.js';

export type QuotaRule =
  | { readonly rule: 'at_most' | 'at_least' | 'exactly'; readonly percent: DecimalString }
  | { readonly rule: 'between'; readonly percent: DecimalString; readonly toPercent: DecimalString };
export type GradeQuota = QuotaRule & { readonly grade: string; readonly mode: 'advise' | 'enforce' };

export interface QuotaCheck {
  readonly grade: string;
  readonly rule: GradeQuota['rule'];
  readonly mode: GradeQuota['mode'];
  readonly min: number;
  /** null: without limit. */
  readonly max: number | null;
  readonly actual: number;
  readonly ok: boolean;
}

/** Whole people for shares in per cent: the floor of each ideal count, the rest one by one to the largest remainders (a tie to the one listed first). What the shares leave of 100 % takes part without being told. */
export function allotByLargestRemainder(people: number, percents: readonly DecimalString[]): readonly number[] {
  const shares = percents.map(decimal);
  const given = exactSum(shares);
  const withRest = given.lt(hundred) ? [...shares, hundred.minus(given)] : shares;
  const ideals = withRest.map((share) => share.times(people).div(hundred));
  const counts = ideals.map((ideal) => ideal.floor().toNumber());
  const seats = Decimal.max(hundred, given).times(people).div(hundred).floor().toNumber();
  const left = seats - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = ideals
    .map((ideal, index) => ({ index, remainder: ideal.minus(ideal.floor()) }))
    .sort((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1;
  return counts.slice(0, percents.length);
}

/** How a group's grades stand against its quotas. */
export function quotaChecks(
  counts: Readonly<Record<string, number>>,
  quotas: readonly GradeQuota[],
): readonly QuotaCheck[] {
  const people = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const lower = allotByLargestRemainder(
    people,
    quotas.map((quota) => quota.percent),
  );
  const upper = allotByLargestRemainder(
    people,
    quotas.map((quota) => (quota.rule === 'between' ? quota.toPercent : quota.percent)),
  );
  return quotas.map((quota, index) => {
    const min = quota.rule === 'at_most' ? 0 : (lower[index] ?? 0);
    const max = quota.rule === 'at_least' ? null : Math.max(upper[index] ?? 0, min);
    const actual = counts[quota.grade] ?? 0;
    const ok = actual >= min && (max === null || actual <= max);
    return { grade: quota.grade, rule: quota.rule, mode: quota.mode, min, max, actual, ok };
  });
}

export interface GradingGroup {
  readonly groupId: string;
  readonly parentId: string | null;
  /** People directly in it. */
  readonly people: number;
}

/** Which group each one is graded in: under `minGroup` people (default 10) it is pooled into the one above, as often as needed. */
export function poolSmallGroups(groups: readonly GradingGroup[], minGroup = 10): ReadonlyMap<string, string> {
  const byId = new Map(groups.map((group) => [group.groupId, group]));
  const people = new Map(groups.map((group) => [group.groupId, group.people]));
  const pooledInto = new Map<string, string>();
  const deepestFirst = [...groups].sort((a, b) => depthOf(b, byId) - depthOf(a, byId));
  for (const { groupId, parentId } of deepestFirst) {
    const size = people.get(groupId) ?? 0;
    if (size >= minGroup || parentId === null || !byId.has(parentId)) continue;
    people.set(parentId, (people.get(parentId) ?? 0) + size);
    pooledInto.set(groupId, parentId);
  }
  return new Map(groups.map(({ groupId }) => [groupId, poolOf(groupId, pooledInto)]));
}

function poolOf(groupId: string, pooledInto: ReadonlyMap<string, string>): string {
  let at = groupId;
  for (let above = pooledInto.get(at); above !== undefined; above = pooledInto.get(at)) at = above;
  return at;
}

function depthOf(group: GradingGroup, byId: ReadonlyMap<string, GradingGroup>): number {
  const seen = new Set<string>();
  for (let at: GradingGroup | undefined = group; at !== undefined && !seen.has(at.groupId); ) {
    seen.add(at.groupId);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return seen.size;
}
