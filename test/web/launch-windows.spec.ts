import { defaultDays, routeChanges } from '../../apps/web/src/features/launch/windows.js';

test('a default route is launched without a word about it', () => {
  for (const kind of ['month', 'quarter', 'year'] as const)
    expect(routeChanges(kind, defaultDays(kind))).toBeUndefined();
});

test('a longer stage takes its reminders and its escalation along', () => {
  expect(routeChanges('quarter', { ...defaultDays('quarter'), manager_review: 5 })).toEqual({
    stages: [{ stage: 'manager_review', window: 'WD5', reminders: ['WD4', 'WD5'], escalateAfter: 'WD6' }],
  });
});

test('a shorter stage loses the reminders that would come before it opens', () => {
  expect(routeChanges('quarter', { ...defaultDays('quarter'), manager_review: 1 })).toEqual({
    stages: [{ stage: 'manager_review', window: 'WD1', reminders: ['WD1'], escalateAfter: 'WD2' }],
  });
});

test('another cut-off changes the collection alone', () => {
  expect(routeChanges('month', { ...defaultDays('month'), collect: 3 })).toEqual({ cutOff: 'WD3' });
});
