import { settingsOf, valuesOf } from '../../apps/web/src/features/administration/route-values.js';
import { routeOf } from '../../apps/web/src/shared/cycle/company-routes.js';
import { cycleKinds } from '../../libs/contracts/values.js';
import { defaultRoutes } from '../../libs/domain/cycle/route.js';

it.each(cycleKinds)('brings the route of a %s through its form unchanged', (kind) => {
  const route = defaultRoutes[kind];
  const { cutOff, windows } = route;
  // What the sources are waited for is the cut-off.
  expect(routeOf({ kind, route: settingsOf(valuesOf(route)) })).toEqual({
    ...route,
    windows: { ...windows, collect: { ...windows.collect, window: cutOff } },
  });
});

it('writes down what was chosen, in the order of a cycle', () => {
  const values = valuesOf(defaultRoutes.month);
  const { interview } = values.windows;
  const settings = settingsOf({
    ...values,
    has: { ...values.has, head_sign_off: true, self_review: true },
    silent: { ...values.silent, acknowledgement: false },
    windows: { ...values.windows, interview: { ...interview, window: 4, reminders: [3, 1], escalateAfter: null } },
  });
  expect(settings.stages).toEqual([
    'collect',
    'score',
    'self_review',
    'manager_review',
    'interview',
    'acknowledgement',
    'sign_off',
    'head_sign_off',
  ]);
  expect(settings.deemedBySilence).toEqual(['self_review']);
  expect(settings.windows.find(({ stage }) => stage === 'interview')).toEqual({
    stage: 'interview',
    window: 'WD4',
    reminders: ['WD1', 'WD3'],
    escalateAfter: null,
  });
});
