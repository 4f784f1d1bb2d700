import { changeFrom, difference, endOn, type Post, replaceFrom } from './timeline.js';

const post = (from: string, to: string | null, managerId: string | null = 'boss', positionId = 'sales_rep'): Post => ({
  from,
  to,
  positionId,
  departmentId: 'east',
  managerId,
});
const timelineOf = (changed: ReturnType<typeof changeFrom>) => (changed.ok ? changed.timeline : changed.code);

describe('a change from a date', () => {
  it('splits the post in force and keeps what is not given', () => {
    expect(timelineOf(changeFrom([post('2026-01-01', null)], '2026-10-12', { managerId: 'other' }))).toEqual([
      post('2026-01-01', '2026-10-12'),
      post('2026-10-12', null, 'other'),
    ]);
  });

  it('leaves what is planned for later as planned', () => {
    const planned = [post('2026-01-01', '2026-12-01'), post('2026-12-01', null, 'later')];
    expect(timelineOf(changeFrom(planned, '2026-10-12', { managerId: 'other' }))).toEqual([
      post('2026-01-01', '2026-10-12'),
      post('2026-10-12', '2026-12-01', 'other'),
      post('2026-12-01', null, 'later'),
    ]);
  });

  it('on the first day of a post replaces it', () => {
    expect(timelineOf(changeFrom([post('2026-01-01', null)], '2026-01-01', { managerId: null }))).toEqual([
      post('2026-01-01', null, null),
    ]);
  });

  it('that says what already holds changes nothing', () => {
    const before = [post('2026-01-01', null)];
    expect(timelineOf(changeFrom(before, '2026-05-01', { managerId: 'boss' }))).toEqual(before);
  });

  it('before the first post must say everything, and lasts until the first post', () => {
    const before = [post('2026-05-01', null)];
    expect(timelineOf(changeFrom(before, '2026-01-01', { managerId: 'other' }))).toBe('assignment.incomplete');
    const whole = { managerId: 'other', positionId: 'sales_rep', departmentId: 'east' };
    expect(timelineOf(changeFrom(before, '2026-01-01', whole))).toEqual([
      post('2026-01-01', '2026-05-01', 'other'),
      post('2026-05-01', null),
    ]);
  });
});

describe('a departure', () => {
  it('ends the post in force and drops what was planned after it', () => {
    const planned = [post('2026-01-01', '2026-12-01'), post('2026-12-01', null, 'later')];
    expect(timelineOf(endOn(planned, '2026-10-20'))).toEqual([post('2026-01-01', '2026-10-20')]);
  });

  it('later than the last day leaves it alone; before the first day is refused', () => {
    expect(timelineOf(endOn([post('2026-01-01', '2026-03-01')], '2026-10-20'))).toEqual([
      post('2026-01-01', '2026-03-01'),
    ]);
    expect(timelineOf(endOn([post('2026-01-01', null)], '2026-01-01'))).toBe('assignment.not_employed');
  });
});

describe('an imported list', () => {
  it('says everything from its first date on and keeps what was before', () => {
    const before = [post('2025-01-01', '2026-06-01'), post('2026-06-01', null, 'other')];
    expect(replaceFrom(before, [post('2026-10-12', null, 'third'), post('2026-08-01', '2026-10-12')])).toEqual([
      post('2025-01-01', '2026-06-01'),
      post('2026-06-01', '2026-08-01', 'other'),
      post('2026-08-01', '2026-10-12'),
      post('2026-10-12', null, 'third'),
    ]);
  });

  it('that repeats what holds changes nothing', () => {
    const before = [post('2026-01-01', null)];
    expect(difference(before, replaceFrom(before, [post('2026-05-01', null)]))).toEqual({ closed: [], added: [] });
  });
});

it('the difference names the rows to close and the rows to add', () => {
  const before = [post('2026-01-01', '2026-06-01'), post('2026-06-01', null, 'other')];
  const after = replaceFrom(before, [post('2026-10-12', null, 'third')]);
  expect(difference(before, after)).toEqual({
    closed: [post('2026-06-01', null, 'other')],
    added: [post('2026-06-01', '2026-10-12', 'other'), post('2026-10-12', null, 'third')],
  });
});
