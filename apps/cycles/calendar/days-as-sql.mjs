#!/usr/bin/env node
// Prints the migration that loads years of the Chinese calendar: `node apps/cycles/calendar/days-as-sql.mjs 2027 2027`.
// A year is loaded once its holidays are announced (in the autumn before): update `chinese-days`, run this, add the output as the next migration.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [from, to] = process.argv.slice(2).map(Number);
if (!from || !to || from > to) {
  console.error('Give the first and the last year, e.g. 2027 2027.');
  process.exit(2);
}
const packaged = dirname(createRequire(import.meta.url).resolve('chinese-days/package.json'));
const { holidays, workdays } = JSON.parse(readFileSync(join(packaged, 'dist/chinese-days.json'), 'utf8'));

const inYears = ([day]) => Number(day.slice(0, 4)) >= from && Number(day.slice(0, 4)) <= to;
const isWeekend = (day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const row =
  (kind) =>
  ([day, text]) => {
    const [en = '', zhHans = ''] = text.split(',');
    return `  ('${day}', '${kind}', '${zhHans.replaceAll("'", "''")}', '${en.replaceAll("'", "''")}')`;
  };
const rows = [
  // A holiday on a weekend is no exception: the weekend rests already.
  ...Object.entries(holidays)
    .filter((entry) => inYears(entry) && !isWeekend(entry[0]))
    .map(row('rest')),
  ...Object.entries(workdays).filter(inYears).map(row('working')),
].sort();
if (rows.length === 0) {
  console.error(`chinese-days knows no holidays of ${from} to ${to} yet.`);
  process.exit(1);
}
console.log(`-- Made by apps/cycles/calendar/days-as-sql.mjs ${from} ${to}
insert into cycles.calendar_year (year) select generate_series(${from}, ${to});
insert into cycles.calendar_day (day, kind, name_zh_hans, name_en) values
${rows.join(',\n')};`);
