import { Decimal, decimal, text } from './decimal.js';
import type { DecimalString, Duty, DutyPeriod } from './standard.js';

/** How often each period of a duty lies wholly inside the cycle, and how many events there were. */
export type DutyOccasions = Readonly<Record<DutyPeriod, number>>;

export interface DutyCheck {
  /** How many, or the share in per cent, or 1 for a standing duty. */
  readonly expected: DecimalString;
  readonly counted: DecimalString | null;
  readonly state: 'met' | 'not_met' | 'not_said' | 'not_due';
}

/** `counted`: what the source counted or the manager said; for a share in per cent, for a standing duty 1 or 0. */
export function dutyCheck({ expected }: Duty, occasions: DutyOccasions, counted: DecimalString | null): DutyCheck {
  switch (expected.kind) {
    case 'count':
      return compared(decimal(expected.atLeast).times(occasions[expected.per]), occasions[expected.per], counted);
    case 'share':
      return compared(decimal(expected.percent), occasions[expected.per], counted);
    case 'kept':
      return compared(new Decimal(1), 1, counted);
  }
}

function compared(expected: Decimal, occasions: number, counted: DecimalString | null): DutyCheck {
  return { expected: text(expected), counted, state: stateOf(expected, occasions, counted) };
}

function stateOf(expected: Decimal, occasions: number, counted: DecimalString | null): DutyCheck['state'] {
  if (occasions === 0) return 'not_due';
  if (counted === null) return 'not_said';
  return decimal(counted).gte(expected) ? 'met' : 'not_met';
}
