import { sourceSchedule } from '../../../../libs/contracts/metrics/source-schedule.js';
import { latestDue, nextLook, nextTimes } from './times.js';

/** The first week of October 2026 is rest, and Saturday the 10th is worked in exchange (調休). */
const calendar = {
  exceptions: new Map<string, 'working' | 'rest'>([
    ...['01', '02', '05', '06', '07'].map((day): [string, 'rest'] => [`2026-10-${day}`, 'rest']),
    ['2026-10-10', 'working'],
  ]),
  loadedYears: new Set([2026]),
};
const shanghai = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';
const daily = sourceSchedule.parse({ days: { kind: 'every_day' }, times: ['18:00', '06:30'] });
const worked = sourceSchedule.parse({ days: { kind: 'working_days' }, times: ['06:30'] });
const mondays = sourceSchedule.parse({ days: { kind: 'weekdays', weekdays: [1] }, times: ['06:30'] });
const early = sourceSchedule.parse({ days: { kind: 'every_day' }, times: ['02:30'] });

test.each([
  [
    'every day at both times, whatever their order',
    daily,
    ['2026-10-08T22:30Z', '2026-10-09T10:00Z', '2026-10-09T22:30Z'],
  ],
  [
    'on working days, the make-up Saturday among them',
    worked,
    ['2026-10-08T22:30Z', '2026-10-09T22:30Z', '2026-10-11T22:30Z'],
  ],
  ['on Mondays', mondays, ['2026-10-11T22:30Z', '2026-10-18T22:30Z', '2026-10-25T22:30Z']],
])('the next times are %s', (_, schedule, expected) => {
  // Thursday, the 8th, at 20:00 in Shanghai.
  const times = nextTimes(schedule, shanghai, calendar, { after: '2026-10-08T12:00:00.000Z', count: 3 });
  expect(times.map((at) => at.replace(':00.000Z', 'Z'))).toEqual(expected);
});

test('a look is at the next time of day, on whatever day', () => {
  expect(nextLook(worked, shanghai, '2026-10-02T22:30:00.000Z')).toBe('2026-10-03T22:30:00.000Z');
  expect(nextLook(daily, shanghai, '2026-10-02T22:30:00.000Z')).toBe('2026-10-03T10:00:00.000Z');
});

test('of times that were missed the latest alone is due, and a day off is none', () => {
  const due = (from: string, to: string) => latestDue(worked, shanghai, calendar, { from, to });
  expect(due('2026-10-07T22:30:00.000Z', '2026-10-13T00:00:00.000Z')).toBe('2026-10-12T22:30:00.000Z');
  expect(due('2026-10-02T22:30:00.000Z', '2026-10-02T23:00:00.000Z')).toBeNull();
  expect(due('2026-10-07T22:30:00.000Z', '2026-10-07T22:30:00.000Z')).toBe('2026-10-07T22:30:00.000Z');
});

test('every day has its time once where clocks change, also where the time is skipped or comes twice', () => {
  const next = (after: string, count: number) => nextTimes(early, berlin, calendar, { after, count });
  expect(next('2026-03-27T23:00:00.000Z', 3)).toEqual([
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
  expect(next('2026-10-23T23:00:00.000Z', 3)).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test.each([
  [{ days: { kind: 'every_day' }, times: [] }],
  [{ days: { kind: 'every_day' }, times: ['24:00'] }],
  [{ days: { kind: 'every_day' }, times: ['06:30', '06:30'] }],
  [{ days: { kind: 'weekdays', weekdays: [] }, times: ['06:30'] }],
  [{ days: { kind: 'weekdays', weekdays: [0] }, times: ['06:30'] }],
])('%j is no schedule', (given) => expect(sourceSchedule.safeParse(given).success).toBe(false));
