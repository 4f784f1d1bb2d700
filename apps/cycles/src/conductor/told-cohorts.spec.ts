import type { CohortProgress } from '../record/set-operations.js';
import { ToldCohorts } from './told-cohorts.js';

const progress = (changes: Partial<CohortProgress> = {}): CohortProgress => ({
  done: false,
  people: 10,
  acknowledged: 3,
  waitingForRescore: 0,
  nextDeadlineAt: '2026-11-03T10:00:00.000Z',
  ...changes,
});

describe('a cohort that was told of its progress at noon', () => {
  const noon = Date.parse('2026-11-02T12:00:00Z');
  const told = (): ToldCohorts => {
    const cohorts = new ToldCohorts();
    cohorts.remember('1', progress(), noon);
    return cohorts;
  };

  it.each([
    ['is not told what changes nothing for it', progress({ acknowledged: 4 }), noon + 60_000, false],
    ['is told that it is done', progress({ done: true }), noon + 1, true],
    ['is told of a score run to make', progress({ waitingForRescore: 1 }), noon + 1, true],
    ['is told of a nearer deadline', progress({ nextDeadlineAt: '2026-11-03T09:00:00.000Z' }), noon + 1, true],
    ['is told that nothing is timed any more', progress({ nextDeadlineAt: null }), noon + 1, true],
    ['is told after five minutes in any case', progress(), noon + 300_000, true],
  ])('%s', (_, now, at, isNews) => {
    expect(told().isNews('1', now, at)).toBe(isNews);
  });

  it('says nothing about another cohort', () => {
    expect(told().isNews('2', progress(), noon + 1)).toBe(true);
  });
});
