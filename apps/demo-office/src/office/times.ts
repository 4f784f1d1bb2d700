import type { Random } from '../random.js';

/** Thirty-six seconds are a hundredth of an hour: times in these steps give hours that two decimals hold exactly. */
const stepSeconds = 36;

/** A moment of that day between two full hours, as the company's clocks show it. */
export function momentOn(random: Random, date: string, fromHour: number, toHour: number): string {
  return hoursLater(`${date}T00:00:00+08:00`, random.between(fromHour * 100, toHour * 100 - 1) / 100);
}

export function hoursLater(moment: string, hours: number): string {
  const steps = Math.round(hours * 100);
  const local = new Date(Date.parse(moment) + (steps * stepSeconds + 8 * 3600) * 1000);
  return `${local.toISOString().slice(0, 19)}+08:00`;
}
