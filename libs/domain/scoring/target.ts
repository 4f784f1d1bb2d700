import { type CompiledKpi, monthsOf } from './compiled.js';
import { Decimal, decimal, isDecimal } from './decimal.js';
import type { PersonInput, ScoringReason, Segment } from './person.js';

export type TargetFound = { readonly target: Decimal | null } | { readonly reason: ScoringReason };

type Period = Pick<PersonInput, 'months' | 'periodDays'>;

/** The target this person is measured by in this segment. */
export function targetFor(compiled: CompiledKpi, period: Period, segment: Segment): TargetFound {
  const { kpi, fixedTarget } = compiled;
  if (kpi.target === null) return { target: null };
  if (fixedTarget !== null)
    return checked(compiled, overTime(compiled, fixedTarget, period.months, period, segment.days));
  const given = segment.periodTargets[kpi.kpiId];
  if (given === undefined) return { reason: 'target_missing' };
  if (!isDecimal(given)) return { reason: 'target_invalid' };
  // HR sets it for the whole period, so only a segment's share of the days is taken.
  return checked(compiled, overTime(compiled, decimal(given), compiled.targetMonths, period, segment.days));
}

/** A fixed target in the whole of a cycle. */
export function fixedTargetIn(compiled: CompiledKpi, months: number): Decimal | null {
  if (compiled.fixedTarget === null) return null;
  return overTime(compiled, compiled.fixedTarget, months, { periodDays: 1 }, 1);
}

/** What adds up with time is asked in proportion to it: target × months × days ÷ (months it is for × days of the period), one division. */
function overTime(
  { scalesWithTime, targetMonths }: CompiledKpi,
  target: Decimal,
  months: number,
  { periodDays }: Pick<Period, 'periodDays'>,
  days: number,
): Decimal {
  if (!scalesWithTime) return target;
  const share = Math.min(days, periodDays);
  return target.times(months * share).div(new Decimal(targetMonths * periodDays));
}

function checked(compiled: CompiledKpi, target: Decimal): TargetFound {
  return compiled.model.targetProblem(target) === null ? { target } : { reason: 'target_invalid' };
}

export const monthsOfTarget = (kpi: CompiledKpi['kpi']): number =>
  kpi.target !== null && 'value' in kpi.target ? monthsOf[kpi.target.per ?? 'month'] : 1;
