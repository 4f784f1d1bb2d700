import { decimal } from '../decimal.js';
import type { Problem } from '../problem.js';
import type { Defaults } from '../standard.js';

export function defaultsProblems(defaults: Defaults): Problem[] {
  const problems: Problem[] = [];
  const refuse = (code: string, at: string, seen: string, message: string) =>
    problems.push({ code, path: `defaults.${at}`, seen, message });
  const { floor, cap, totalFloor, totalCap, digits, adjustmentLimit, maxReweightPercent, minSegmentDays } = defaults;
  if (decimal(floor).gte(decimal(cap)))
    refuse('standard.bounds_reversed', 'cap', `${floor} … ${cap}`, 'The floor must lie below the cap.');
  if (decimal(totalFloor).gte(decimal(totalCap)))
    refuse('standard.bounds_reversed', 'totalCap', `${totalFloor} … ${totalCap}`, 'The floor must lie below the cap.');
  if (!Number.isInteger(digits) || digits < 0 || digits > 10)
    refuse('standard.digits', 'digits', `${digits}`, 'Round to 0 to 10 digits.');
  if (decimal(adjustmentLimit).lt(0))
    refuse('standard.adjustment_limit', 'adjustmentLimit', adjustmentLimit, 'Use 0 or more points.');
  if (decimal(maxReweightPercent).lt(0) || decimal(maxReweightPercent).gt(100))
    refuse('standard.max_reweight', 'maxReweightPercent', maxReweightPercent, 'Use 0 to 100 per cent.');
  for (const [name, days] of Object.entries(minSegmentDays))
    if (!Number.isInteger(days) || days < 0)
      refuse('standard.min_segment_days', `minSegmentDays.${name}`, `${days}`, 'Use whole days.');
  return [...problems, ...gradeProblems(defaults)];
}

function gradeProblems({ grades }: Defaults): Problem[] {
  const path = 'defaults.grades';
  if (grades.length === 0)
    return [{ code: 'standard.grades_missing', path, seen: '', message: 'Name at least one grade.' }];
  const names = grades.map((band) => band.grade);
  if (new Set(names).size < names.length)
    return [{ code: 'standard.grades_repeat', path, seen: names.join(', '), message: 'Each grade has one band.' }];
  return grades.flatMap((band, index) => {
    const below = grades[index - 1];
    if (below === undefined || decimal(below.from).lt(decimal(band.from))) return [];
    return [
      {
        code: 'standard.grades_not_ascending',
        path: `${path}.${band.grade}`,
        seen: `${below.from} … ${band.from}`,
        message: 'List the bands from low to high.',
      },
    ];
  });
}
