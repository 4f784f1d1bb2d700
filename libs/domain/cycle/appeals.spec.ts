import { checkAnswer, handlersOf, nextInstance } from './appeals.js';
import { taskTimes } from './deadlines.js';
import { decide, type Situation } from './decide.js';
import { defaultRoutes, type Route } from './route.js';

const parts = { personId: 'anna', managerId: 'bo', reviewerId: 'bo', spoke: [] };

test('an appeal is answered by HR’s owner of the cycle, unless they had a part in it; then by another of HR', () => {
  const hr = ['zoe', 'owner', 'yan'];
  expect(handlersOf(hr, 'owner', parts)).toEqual({ handlerId: 'owner', escalateTo: 'zoe' });
  expect(handlersOf(hr, 'owner', { ...parts, spoke: ['owner'] })).toEqual({ handlerId: 'zoe', escalateTo: 'owner' });
  expect(handlersOf(hr, 'owner', { ...parts, reviewerId: 'owner', managerId: 'zoe' })?.handlerId).toBe('yan');
  expect(handlersOf(['owner'], 'owner', { ...parts, personId: 'owner' })).toBeNull();
  // Whoever owned the cycle and is no longer of HR answers nothing.
  expect(handlersOf(['zoe'], 'owner', parts)).toEqual({ handlerId: 'zoe', escalateTo: null });
});

test('a line is appealed twice and no more, whatever became of other lines', () => {
  const line = { segmentNo: 1, kpiId: 'complaints' };
  const other = { segmentNo: 2, kpiId: 'complaints' };
  expect(nextInstance(line, [other, other])).toBe(1);
  expect(nextInstance(line, [line, other])).toBe(2);
  expect(nextInstance(line, [line, line])).toBeNull();
});

test('the answer to the rule says the score, the answer to the data leaves it to the next run', () => {
  expect(checkAnswer('rule', '90')).toBeNull();
  expect(checkAnswer('data', undefined)).toBeNull();
  expect(checkAnswer('rule', undefined)?.code).toBe('appeal.score_missing');
  expect(checkAnswer('data', '90')?.code).toBe('appeal.score_not_asked');
});

describe('a decision', () => {
  const now = '2026-11-05T02:00:00.000Z';
  const at = (stage: 'acknowledgement' | 'appeal', dueAt = '2026-11-06T16:00:00.000Z'): Situation => ({
    now,
    cycle: { state: 'in_review', paused: false, ownerPersonId: 'hr', stages: defaultRoutes.month.stages },
    task: { stage, assigneeId: stage === 'appeal' ? 'zoe' : 'anna', closed: false, dueAt },
    appraisal: { ...parts, managerPath: ['head'], stage, round: 2 },
  });
  const handlers = { handlerId: 'zoe', escalateTo: 'hr' };

  test('to appeal stops the silence and asks the handler; the result stays released and nothing is void', () => {
    expect(decide({ verb: 'appeal', handlers }, at('acknowledgement'))).toMatchObject({
      to: 'appeal',
      round: 2,
      voids: false,
      next: { stage: 'appeal', assigneeId: 'zoe', escalateTo: 'hr' },
    });
  });

  test('to appeal is refused past the window, and where nobody could answer', () => {
    expect(decide({ verb: 'appeal', handlers }, at('acknowledgement', now))).toMatchObject({
      code: 'task.window_closed',
    });
    expect(decide({ verb: 'appeal', handlers: null }, at('acknowledgement'))).toMatchObject({
      code: 'appeal.no_handler',
    });
  });

  test.each([
    [{ verb: 'dismiss' }, 'acknowledgement', 'anna'],
    [{ verb: 'uphold', ground: 'rule' }, 'acknowledgement', 'anna'],
    [{ verb: 'uphold', ground: 'data' }, 'recheck', 'hr'],
  ] as const)('of the handler, %j, leads to %s', (command, to, assigneeId) => {
    expect(decide(command, at('appeal'))).toMatchObject({ to, voids: false, next: { stage: to, assigneeId } });
  });
});

test('a cycle launched before there were appeals times them all the same', () => {
  const { appeal: _, ...windows } = defaultRoutes.month.windows;
  const old = { ...defaultRoutes.month, windows } as Route;
  const clock = {
    calendar: { exceptions: new Map<string, 'working' | 'rest'>(), loadedYears: new Set([2026]) },
    timeZone: 'Asia/Shanghai',
  };
  const times = (route: Route) =>
    taskTimes(route, 'appeal', '2026-11-05T02:00:00.000Z', '2026-11-05T16:00:00.000Z', clock);
  expect(times(old)).toEqual(times(defaultRoutes.month));
  expect(times(old)).toMatchObject({ dueAt: '2026-11-10T16:00:00.000Z', deems: false });
});
