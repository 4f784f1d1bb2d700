import type { CompanyRouteSettings } from '../../../../libs/contracts/cycles/http.js';
import { idOf } from '../testing/company.js';
import { codeOf, RecordBench } from '../testing/record-bench.js';
import { RoutesService } from './routes.service.js';

let bench: RecordBench;
let routes: RoutesService;

beforeEach(async () => {
  bench = await RecordBench.open('2026-11-02T01:00:00Z');
  bench.company.add(1, [10, 20]);
  routes = new RoutesService(bench.ports);
}, 60_000);
afterEach(() => bench.close());

const nothing = { params: {}, query: {}, body: {} };
const month = async () => {
  const { items } = await routes.list(nothing, bench.call(900, ['hr']));
  const [found] = items.filter(({ kind }) => kind === 'month');
  if (!found) throw new Error('every kind has a route');
  return found;
};
const put = (body: CompanyRouteSettings, ifMatch: number, by = 900) =>
  routes.put({ params: { kind: 'month' }, query: {}, body, ifMatch }, bench.call(by, by === 900 ? ['hr'] : []));
const withInterview = (route: CompanyRouteSettings, window: string): CompanyRouteSettings => ({
  ...route,
  windows: route.windows.map((one) => (one.stage === 'interview' ? { ...one, window, escalateAfter: null } : one)),
});

it('keeps a route that the cycles launched from then on take along', async () => {
  const usual = await month();
  expect(usual).toMatchObject({ version: 0, changedAt: null, changedBy: null });
  const running = await bench.launch();
  const kept = await put(
    {
      ...withInterview(usual.route, 'WD4'),
      cutOff: 'WD2',
      // Named in whatever order: they come in the one that a cycle has.
      stages: ['self_review', ...usual.route.stages],
    },
    0,
  );
  expect(kept).toMatchObject({
    version: 1,
    changedAt: '2026-11-02T01:00:00.000Z',
    changedBy: { personId: idOf(900) },
    route: {
      cutOff: 'WD2',
      stages: ['collect', 'score', 'self_review', 'manager_review', 'interview', 'acknowledgement', 'sign_off'],
    },
  });
  expect(await month()).toEqual(kept);

  const routeOf = async (cycleId: string) => {
    const [row] = await bench.query<{ route: { cutOff: string; stages: string[]; windows: Record<string, unknown> } }>(
      'select route from cycles.cycle where cycle_id = $1',
      [cycleId],
    );
    return row?.route;
  };
  expect(await routeOf(running.cycleId)).toMatchObject({ cutOff: 'WD1', stages: usual.route.stages });
  await bench.query(`update cycles.cycle set state = 'cancelled' where cycle_id = $1`, [running.cycleId]);
  const next = await bench.launch({
    stages: [{ stage: 'manager_review', window: 'PT30S', reminders: [], escalateAfter: null }],
  });
  expect(await routeOf(next.cycleId)).toMatchObject({
    cutOff: 'WD2',
    stages: kept.route.stages,
    windows: { interview: { window: 'WD4' }, manager_review: { window: 'PT30S' } },
  });
  expect((await bench.history()).filter(({ action }) => action === 'company_route.changed')).toEqual([
    expect.objectContaining({ after: expect.objectContaining({ cutOff: 'WD2', version: 1 }) }),
  ]);
});

it('is changed by HR alone, by whoever saw the current version, and never into what does not hold', async () => {
  const { route } = await month();
  expect(await codeOf(put(route, 0, 1))).toBe('company_route.change_not_allowed');
  expect(await codeOf(routes.list(nothing, bench.call(1)))).toBe('company_route.not_allowed');
  await put(route, 0);
  expect(await codeOf(put(route, 0))).toBe('company_route.stale_version');
  expect(await codeOf(put({ ...route, deemedBySilence: ['manager_review'] }, 1))).toBe(
    'company_route.silence_not_allowed',
  );
});

it('lets one of two at the same moment through', async () => {
  const { route } = await month();
  const codes = await Promise.all([codeOf(put(route, 0)), codeOf(put(route, 0))]);
  expect(codes.toSorted()).toEqual(['company_route.stale_version', 'not refused']);
});
