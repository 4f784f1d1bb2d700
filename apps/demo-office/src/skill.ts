import { Random } from './random.js';

/**
 * How well a person does in one thing, in thousandths of "on target". Most people are near 1000 in most things, a few are
 * clearly weaker and a few clearly stronger, so that the demo's scores spread as a company's do.
 */
export function levelOf(seed: number, employeeCode: string, what: string): number {
  const general = new Random(seed, `level/${employeeCode}`);
  const kind = general.between(1, 100);
  const base =
    kind <= 8 ? general.between(740, 830) : kind <= 90 ? general.between(900, 1060) : general.between(1080, 1180);
  return base + new Random(seed, `level/${employeeCode}/${what}`).between(-60, 60);
}

/** `share` (in thousandths) at that level, never above the whole. */
export const shareAt = (share: number, level: number): number => Math.min(1000, Math.round((share * level) / 1000));
