import { type LinePlace, reportingLine } from './reporting-line.js';
import { segmentsOf } from './segments.js';

const post = (
  from: string,
  to: string | null,
  positionId = 'sales_rep',
  managerId = 'boss',
  departmentId = 'east',
) => ({
  from,
  to,
  positionId,
  departmentId,
  managerId,
});
const october = (...posts: ReturnType<typeof post>[]) => segmentsOf(posts, '2026-10-01', '2026-11-01');
const shape = (segments: ReturnType<typeof segmentsOf>) =>
  segments.map((segment) => [segment.segmentNo, segment.from, segment.to, segment.days, segment.positionId]);

describe('the segments of a month', () => {
  it('are one for who stayed', () => {
    expect(shape(october(post('2026-01-01', null)))).toEqual([[1, '2026-10-01', '2026-11-01', 31, 'sales_rep']]);
  });

  it('begin where a joiner begins and end where a leaver ends', () => {
    expect(shape(october(post('2026-10-20', null)))).toEqual([[1, '2026-10-20', '2026-11-01', 12, 'sales_rep']]);
    expect(shape(october(post('2026-01-01', '2026-10-09')))).toEqual([[1, '2026-10-01', '2026-10-09', 8, 'sales_rep']]);
  });

  it('are two for who changed position', () => {
    const segments = october(post('2026-01-01', '2026-10-12'), post('2026-10-12', null, 'key_account_rep'));
    expect(shape(segments)).toEqual([
      [1, '2026-10-01', '2026-10-12', 11, 'sales_rep'],
      [2, '2026-10-12', '2026-11-01', 20, 'key_account_rep'],
    ]);
  });

  it('stay one for who changed team, with the new team', () => {
    const segments = october(post('2026-01-01', '2026-10-12'), post('2026-10-12', null, 'sales_rep', 'other', 'west'));
    expect(segments).toEqual([
      {
        segmentNo: 1,
        from: '2026-10-01',
        to: '2026-11-01',
        days: 31,
        positionId: 'sales_rep',
        departmentId: 'west',
        managerId: 'other',
      },
    ]);
  });

  it('are two for who left and came back', () => {
    const segments = october(post('2026-01-01', '2026-10-05'), post('2026-10-25', null));
    expect(segments.map((segment) => segment.days)).toEqual([4, 7]);
  });

  it('are none for who was not there', () => {
    expect(october(post('2026-01-01', '2026-10-01'), post('2026-11-01', null))).toEqual([]);
  });
});

describe('the reporting line', () => {
  const place = (managerId: string | null, employed = true): LinePlace => ({ managerId, employed });

  it('goes from the manager to the top', () => {
    const places = new Map([
      ['rep', place('lead')],
      ['lead', place('boss')],
      ['boss', place('top')],
      ['top', place(null)],
    ]);
    expect(reportingLine('rep', places)).toEqual({ managerId: 'lead', managerPath: ['boss', 'top'] });
    expect(reportingLine('top', places)).toEqual({ managerId: null, managerPath: [] });
  });

  it('passes over a manager who left', () => {
    const places = new Map([
      ['rep', place('gone')],
      ['gone', place('boss', false)],
      ['boss', place(null)],
    ]);
    expect(reportingLine('rep', places)).toEqual({ managerId: 'boss', managerPath: [] });
  });

  it('ends where it closes in a circle and never makes somebody their own manager', () => {
    const places = new Map([
      ['a', place('b')],
      ['b', place('c')],
      ['c', place('a')],
    ]);
    expect(reportingLine('a', places)).toEqual({ managerId: 'b', managerPath: ['c'] });
  });
});
