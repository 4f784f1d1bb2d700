import type { CompiledKpi } from './compiled.js';
import { clamp, type Decimal, decimal, isDecimal, zero } from './decimal.js';
import type { Exclusion, LineState, ScoringReason, Segment } from './person.js';

export interface Settled {
  readonly state: LineState;
  readonly score: Decimal | null;
  readonly reason: ScoringReason;
  readonly exclusion: Exclusion | null;
}

/** What a KPI without figures comes to. Nothing is ever silently zero. */
export function settleMissing(compiled: CompiledKpi, reason: ScoringReason, segment: Segment): Settled {
  const { kpi, floor, cap, defaultScore } = compiled;
  const exclusion = segment.exclusions.find((one) => one.kpiId === kpi.kpiId) ?? null;
  const without = (state: LineState, why = reason): Settled => ({ state, score: null, reason: why, exclusion: null });
  const withScore = (state: LineState, score: Decimal): Settled => ({ state, score, reason, exclusion: null });
  switch (kpi.missing.policy) {
    case 'block':
      return without('blocked');
    case 'reweight':
      // An approval by name is not silent, so it does not use up the share that may be reweighted.
      return exclusion ? { state: 'excluded', score: null, reason, exclusion } : without('missing_reweighted');
    case 'exclude_with_reason':
      return exclusion ? { state: 'excluded', score: null, reason, exclusion } : without('blocked', 'exclusion_needed');
    case 'carry_last': {
      const last = segment.carried[kpi.kpiId];
      if (last === undefined || !isDecimal(last)) return without('blocked', 'nothing_to_carry');
      return withScore('missing_carried', clamp(decimal(last), floor, cap));
    }
    case 'zero':
      return withScore('missing_zero', zero);
    case 'default':
      return withScore('missing_default', defaultScore ?? zero);
  }
}
