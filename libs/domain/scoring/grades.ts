import { decimal } from './decimal.js';
import type { DecimalString, GradeBand } from './standard.js';

/** Half-open bands from low to high. */
export function gradeOf(total: DecimalString, bands: readonly GradeBand[]): string | null {
  const value = decimal(total);
  let grade = bands[0]?.grade ?? null;
  for (const band of bands) if (value.gte(decimal(band.from))) grade = band.grade;
  return grade;
}

export function lowerGrade(one: string | null, cap: string, bands: readonly GradeBand[]): string | null {
  const place = (grade: string | null) => bands.findIndex((band) => band.grade === grade);
  return place(one) > place(cap) ? cap : one;
}
