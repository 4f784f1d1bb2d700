import { markAfter, moveByWorkingDays, windowEnd } from './deadline.js';
import { periodAt, periodBefore, periodOf } from './period.js';
import { isSpan, parseSpan } from './span.js';
import { addWorkingDays, isWorkingDay, workingDaysBefore } from './working-calendar.js';
import { dateIn, instantIn } from './zone.js';

/** The first days of October 2026 in China: a week of rest, and Saturday the 10th worked in exchange (調休). */
const calendar = {
  exceptions: new Map<string, 'working' | 'rest'>([
    ...['01', '02', '05', '06', '07'].map((day): [string, 'rest'] => [`2026-10-${day}`, 'rest']),
    ['2026-10-10', 'working'],
  ]),
  loadedYears: new Set([2026]),
};
const clock = { calendar, timeZone: 'Asia/Shanghai' };

describe('working days', () => {
  test.each([
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-10-05', false],
  ])('%s is worked: %s', (day, worked) => expect(isWorkingDay(day, calendar)).toBe(worked));

  test.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-10', 1, '2026-10-12'],
    ['2026-10-11', 0, '2026-10-11'],
  ])('%s and %i working days is %s', (day, count, date) =>
    expect(addWorkingDays(day, count, calendar)).toEqual({ date, provisional: false }),
  );

  test('a year that is not loaded makes the date provisional', () => {
    expect(addWorkingDays('2026-12-31', 1, calendar)).toEqual({ date: '2027-01-01', provisional: true });
  });

  test.each([
    ['2026-10-08', 2, '2026-09-29'],
    ['2026-10-12', 1, '2026-10-10'],
  ])('before %s by %i is %s', (day, count, date) => expect(workingDaysBefore(day, count, calendar)).toBe(date));
});

describe('windows', () => {
  test('end with the midnight that closes their last working day, in the company’s zone', () => {
    expect(windowEnd('2026-09-30T02:00:00Z', 'WD1', clock).at).toBe('2026-10-08T16:00:00.000Z');
  });

  test('of a fixed length are that long, by the second', () => {
    expect(windowEnd('2026-09-30T02:00:00Z', 'PT20S', clock).at).toBe('2026-09-30T02:00:20.000Z');
  });

  test('are reminded of in the morning of their day', () => {
    expect(markAfter('2026-09-30T02:00:00Z', 'WD2', clock).at).toBe('2026-10-09T01:00:00.000Z');
  });

  test('move by working days at their own time of day', () => {
    expect(moveByWorkingDays('2026-10-09T16:00:00.000Z', 1, clock)).toBe('2026-10-10T16:00:00.000Z');
    expect(moveByWorkingDays('2026-10-10T16:00:00.000Z', 1, clock)).toBe('2026-10-12T16:00:00.000Z');
  });
});

describe('spans', () => {
  test.each(['WD3', 'PT20S', 'P2D', 'P1W', 'PT1H30M'])('%s is one', (text) => expect(isSpan(text)).toBe(true));
  test.each(['', 'P', 'PT', 'WD', '3', 'P1M', 'WD3.5', 'PT-1S'])('%j is none and says what is', (text) => {
    expect(isSpan(text)).toBe(false);
    expect(() => parseSpan(text)).toThrow(/Give working days as "WD3" or a length as "PT20S"/);
  });
  test('add up their units', () => {
    expect(parseSpan('P1DT1H1M1S')).toEqual({ unit: 'milliseconds', milliseconds: 90_061_000 });
  });
});

describe('periods', () => {
  test('hold a day, and follow one another', () => {
    expect(periodAt('month', '2026-11-24')).toEqual({ from: '2026-11-01', to: '2026-12-01' });
    expect(periodAt('quarter', '2026-12-31')).toEqual({ from: '2026-10-01', to: '2027-01-01' });
    expect(periodAt('year', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2027-01-01' });
    expect(periodBefore('month', '2026-01-01')).toEqual({ from: '2025-12-01', to: '2026-01-01' });
    expect(periodBefore('quarter', '2026-01-01')).toEqual({ from: '2025-10-01', to: '2026-01-01' });
    expect(periodBefore('year', '2026-01-01')).toEqual({ from: '2025-01-01', to: '2026-01-01' });
  });

  test.each([
    ['month', '2026-12-01', '2027-01-01'],
    ['quarter', '2026-10-01', '2027-01-01'],
    ['year', '2026-01-01', '2027-01-01'],
  ] as const)('a %s from %s ends before %s', (kind, from, to) => expect(periodOf(kind, from)).toEqual({ from, to }));
  test.each([
    ['month', '2026-10-02'],
    ['quarter', '2026-11-01'],
    ['year', '2026-02-01'],
  ] as const)('no %s begins on %s', (kind, from) => expect(periodOf(kind, from)).toBeNull());
});

describe('the wall clock of a zone', () => {
  test('has its own date', () => {
    expect(dateIn('Asia/Shanghai', '2026-10-31T16:00:00Z')).toBe('2026-11-01');
    expect(dateIn('Asia/Shanghai', '2026-10-31T15:59:59.999Z')).toBe('2026-10-31');
  });

  // Every quarter of an hour around both changes of clocks of a year, against the platform's own formatting.
  test('is right through changes of clocks', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });
    for (const change of ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'])
      for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += 15) {
        const instant = new Date(Date.parse(change) + minutes * 60_000);
        expect(dateIn('Europe/Berlin', instant.toISOString())).toBe(format.format(instant));
      }
    expect(instantIn('Europe/Berlin', '2026-03-29', '03:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(instantIn('Europe/Berlin', '2026-10-25', '12:00')).toBe('2026-10-25T11:00:00.000Z');
  });

  test('leads back to the instant it was read at', () => {
    for (const zone of ['Asia/Shanghai', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe'])
      for (let day = 0; day < 365; day += 1) {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        expect(dateIn(zone, instantIn(zone, date, '12:00'))).toBe(date);
      }
  });
});
