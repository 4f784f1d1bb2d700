import { type CompanyRoute, companyRoute, optionalStages, routeProblem } from './company-route.js';
import { defaultRoutes } from './route.js';
import { routeStages, type TaskStage } from './stages.js';

const { month } = defaultRoutes;
const kept = (changes: Partial<CompanyRoute>): CompanyRoute => ({ ...month, windows: {}, ...changes });
const windows = (stage: TaskStage, window: string, reminders: string[], escalateAfter: string | null = null) => ({
  windows: { [stage]: { window, reminders, escalateAfter } },
});

it('keeps a kind’s default in what a company does not name', () => {
  expect(companyRoute('month', null)).toBe(month);
  const own = companyRoute('month', kept({ cutOff: 'WD2', ...windows('interview', 'WD4', ['WD2'], 'WD5') }));
  expect(own).toEqual({
    ...month,
    cutOff: 'WD2',
    windows: { ...month.windows, interview: { window: 'WD4', reminders: ['WD2'], escalateAfter: 'WD5' } },
  });
});

it.each(Object.entries(defaultRoutes))('finds nothing wrong with the default of a %s', (_, route) => {
  expect(routeProblem(route)).toBeNull();
});

it.each(routeStages.map((stage) => [stage]))('knows whether a cycle goes without %s', (stage) => {
  const without = routeProblem(kept({ stages: routeStages.filter((one) => one !== stage) }));
  expect(without).toEqual(optionalStages.some((one) => one === stage) ? null : { code: 'stage_missing', stage });
});

it.each([
  [
    'a score passed by silence',
    { deemedBySilence: ['manager_review'] as const },
    'silence_not_allowed',
    'manager_review',
  ],
  ['a reminder before the one before it', windows('interview', 'WD5', ['WD3', 'WD2']), 'reminder_order', 'interview'],
  ['two reminders on one day', windows('interview', 'WD5', ['WD3', 'WD3']), 'reminder_order', 'interview'],
  ['a reminder after the end', windows('interview', 'WD2', ['WD3']), 'reminder_after_window', 'interview'],
  ['an escalation before the end', windows('interview', 'WD3', [], 'WD2'), 'escalation_early', 'interview'],
])('refuses %s', (_, changes, code, stage) => {
  expect(routeProblem(kept(changes))).toEqual({ code, stage });
});
