import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Shell } from './shell.js';

const rootRoute = createRootRoute({ component: Outlet });
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.js'), 'SignInPage'),
});
const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell', component: Shell });
const tasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { state?: 'done' } =>
    search.state === 'done' ? { state: 'done' } : {},
  component: lazyRouteComponent(() => import('../features/tasks/tasks-page.js'), 'TasksPage'),
});
const cyclesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles',
  component: lazyRouteComponent(() => import('../features/cycles/cycles-page.js'), 'CyclesPage'),
});
const cycleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles/$cycleId',
  component: lazyRouteComponent(() => import('../features/cycles/cycle-page.js'), 'CyclePage'),
});
const resultsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/results',
  component: lazyRouteComponent(() => import('../features/appraisal/my-results-page.js'), 'MyResultsPage'),
});
const appraisalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/appraisals/$appraisalId',
  component: lazyRouteComponent(() => import('../features/appraisal/appraisal-page.js'), 'AppraisalPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    shellRoute.addChildren([tasksRoute, cyclesRoute, cycleRoute, resultsRoute, appraisalRoute]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
