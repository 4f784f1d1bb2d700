import { Decimal } from 'decimal.js';

/** `now` − `before`, as a decimal; null where one of them is missing. */
export const differenceOf = (now: string | null | undefined, before: string | null | undefined): string | null =>
  now == null || before == null ? null : new Decimal(now).minus(before).toFixed();

export const isAbove = (a: string, b: string): boolean => new Decimal(a).greaterThan(b);
export const compare = (a: string, b: string): number => new Decimal(a).comparedTo(b);
