import { Decimal as Base } from 'decimal.js';

/** Every operation of the rules: 34 significant digits, half up. */
export const Decimal = Base.clone({ precision: 34, rounding: Base.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = Base;

/** For sums only: wide enough never to round, so that no order of adding can show in a digit. */
const Exact = Base.clone({ precision: 1000, rounding: Base.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });

export const zero: Decimal = new Decimal(0);
export const one: Decimal = new Decimal(1);
export const hundred: Decimal = new Decimal(100);

const plainDecimal = /^-?\d{1,30}(\.\d{1,120})?$/;

export function isDecimal(text: string): boolean {
  return plainDecimal.test(text);
}

/** Callers' bugs end here: shape is checked at the boundary, so a bad literal is never a person's gap. */
export function decimal(text: string): Decimal {
  if (!isDecimal(text))
    throw new RangeError(`Not a decimal number: ${JSON.stringify(text)}. Give digits such as "97.5".`);
  return new Decimal(text);
}

export function exactSum(terms: Iterable<Decimal>): Decimal {
  let sum = new Exact(0);
  for (const term of terms) sum = sum.plus(term);
  return new Decimal(sum);
}

export interface Weighed {
  readonly weight: Decimal;
  readonly value: Decimal;
}

/** Σ weight × value ÷ Σ weight: exact until its one division, so one segment or one line gives back its own score. null when the weights add up to 0. */
export function weightedMean(terms: readonly Weighed[]): Decimal | null {
  const [first, ...others] = terms;
  if (first === undefined) return null;
  // Most people have one segment: the same digits without the detour.
  if (others.length === 0) return first.weight.isZero() ? null : first.value.toSignificantDigits(34);
  let sum = new Exact(0);
  let weights = new Exact(0);
  for (const { weight, value } of terms) {
    sum = sum.plus(new Exact(weight).times(value));
    weights = weights.plus(weight);
  }
  return weights.isZero() ? null : new Decimal(sum).div(weights);
}

export function clamp(value: Decimal, floor: Decimal, cap: Decimal): Decimal {
  if (value.lt(floor)) return floor;
  return value.gt(cap) ? cap : value;
}

export function rounded(value: Decimal, digits: number): string {
  const text = value.toFixed(digits, Base.ROUND_HALF_UP);
  // "-0.00" would be a second way to write nothing.
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

export const text = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed());
