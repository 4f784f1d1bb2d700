import { dateIn } from '../../../../../libs/domain/calendar/zone.js';
import type { TaskStage } from '../../../../../libs/domain/cycle/stages.js';

interface PlannedStage {
  readonly stage: TaskStage;
  readonly opensAt: string;
  readonly dueAt: string;
}

/** A stage as days of the calendar, both included. */
export interface StageDays {
  readonly stage: TaskStage;
  readonly from: string;
  readonly to: string;
}

/** A window ends at the midnight after its last day. */
export const lastDay = (zone: string, dueAt: string): string =>
  dateIn(zone, new Date(Date.parse(dueAt) - 1).toISOString());

export const stageDays = (zone: string, plan: readonly PlannedStage[]): readonly StageDays[] =>
  plan.map(({ stage, opensAt, dueAt }) => ({ stage, from: dateIn(zone, opensAt), to: lastDay(zone, dueAt) }));

/** The months from one day to another, each by its first day; a plan of years is not drawn whole. */
export function monthsBetween(from: string, to: string, most = 4): readonly string[] {
  const months: string[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month <= to && months.length < most; month = addMonth(month))
    months.push(month);
  return months;
}

function addMonth(first: string): string {
  const [year = 0, month = 1] = first.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** A month's days in weeks from Monday; null where a week holds days of another month. */
export function weeksOf(first: string): readonly (readonly (string | null)[])[] {
  const [year = 0, month = 1] = first.split('-').map(Number);
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length }, (_, index) => `${first.slice(0, 8)}${String(index + 1).padStart(2, '0')}`),
  ];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
