import { compare, minus } from './exact.js';

/** `now` − `before`, as a decimal; null where one of them is missing. */
export const differenceOf = (now: string | null | undefined, before: string | null | undefined): string | null =>
  now == null || before == null ? null : minus(now, before);

export const isAbove = (a: string, b: string): boolean => compare(a, b) > 0;
