import { routeChanges, usualDays } from '../../apps/web/src/features/launch/windows.js';
import { defaultRoutes } from '../../libs/domain/cycle/route.js';

test('a default route is launched without a word about it', () => {
  for (const route of Object.values(defaultRoutes)) expect(routeChanges(route, usualDays(route))).toBeUndefined();
});

test('a longer stage takes its reminders and its escalation along', () => {
  expect(routeChanges(defaultRoutes.quarter, { ...usualDays(defaultRoutes.quarter), manager_review: 5 })).toEqual({
    stages: [{ stage: 'manager_review', window: 'WD5', reminders: ['WD4', 'WD5'], escalateAfter: 'WD6' }],
  });
});

test('a shorter stage loses the reminders that would come before it opens', () => {
  expect(routeChanges(defaultRoutes.quarter, { ...usualDays(defaultRoutes.quarter), manager_review: 1 })).toEqual({
    stages: [{ stage: 'manager_review', window: 'WD1', reminders: ['WD1'], escalateAfter: 'WD2' }],
  });
});

test('another cut-off changes the collection alone', () => {
  expect(routeChanges(defaultRoutes.month, { ...usualDays(defaultRoutes.month), collect: 3 })).toEqual({
    cutOff: 'WD3',
  });
});
