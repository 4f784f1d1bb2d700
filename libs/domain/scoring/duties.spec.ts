import { type Duty, type DutyExpectation, dutyCheck } from './index.js';

const duty = (expected: DutyExpectation): Duty => ({
  dutyId: 'duty',
  positionId: 'worker',
  names: { 'zh-Hant': 'x', 'zh-Hans': 'x', en: 'x' },
  expected,
});
const october = { day: 18, week: 4, month: 1, quarter: 0, year: 0, event: 2 };

describe('a duty', () => {
  it.each<[DutyExpectation, string | null, string, string]>([
    [{ kind: 'count', atLeast: '3', upTo: '5', per: 'week' }, '12', '12', 'met'],
    [{ kind: 'count', atLeast: '3', upTo: '5', per: 'week' }, '11', '12', 'not_met'],
    [{ kind: 'count', atLeast: '8', per: 'day' }, '144', '144', 'met'],
    [{ kind: 'count', atLeast: '1', per: 'event' }, '2', '2', 'met'],
    [{ kind: 'count', atLeast: '10', per: 'quarter' }, null, '0', 'not_due'],
    [{ kind: 'count', atLeast: '2', per: 'month' }, null, '2', 'not_said'],
    [{ kind: 'share', percent: '20', per: 'week' }, '19.9', '20', 'not_met'],
    [{ kind: 'share', percent: '20', per: 'week' }, '20', '20', 'met'],
    [{ kind: 'kept' }, '1', '1', 'met'],
    [{ kind: 'kept' }, '0', '1', 'not_met'],
    [{ kind: 'kept' }, null, '1', 'not_said'],
  ])('%j with %s counted: %s expected, %s', (expected, counted, expectedCount, state) => {
    expect(dutyCheck(duty(expected), october, counted)).toEqual({ expected: expectedCount, counted, state });
  });
});
