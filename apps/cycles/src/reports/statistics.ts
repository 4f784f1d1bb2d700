import { Decimal } from 'decimal.js';
import type { CycleReport } from './report-model.js';

type Person = CycleReport['people'][number];

/** Grades in the order they occur in the default bands; others after them by name. */
const gradeOrder = ['S', 'A', 'B', 'C', 'D'];

export function gradeCounts(people: readonly Person[]): { grade: string; people: number }[] {
  const counts = new Map<string, number>(gradeOrder.map((grade) => [grade, 0]));
  for (const { grade } of people) if (grade !== null) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  return [...counts].map(([grade, number]) => ({ grade, people: number }));
}

/** Middle value, or the mean of the two middle ones; null without any total. */
export function medianTotal(people: readonly Person[]): string | null {
  const totals = people
    .flatMap(({ total }) => (total === null ? [] : [new Decimal(total)]))
    .sort((a, b) => a.comparedTo(b));
  const upper = totals[Math.floor(totals.length / 2)];
  const lower = totals[Math.ceil(totals.length / 2) - 1];
  return upper && lower ? upper.plus(lower).div(2).toFixed() : null;
}

export function departmentMeans(
  people: readonly Person[],
): { department: Person['departmentNames']; mean: string; people: number }[] {
  const groups = new Map<string, { department: Person['departmentNames']; sum: Decimal; people: number }>();
  for (const { departmentNames, total } of people) {
    if (total === null) continue;
    const group = groups.get(departmentNames.en) ?? { department: departmentNames, sum: new Decimal(0), people: 0 };
    groups.set(departmentNames.en, { ...group, sum: group.sum.plus(total), people: group.people + 1 });
  }
  return [...groups.values()].map(({ department, sum, people: number }) => ({
    department,
    mean: sum.div(number).toFixed(2),
    people: number,
  }));
}
