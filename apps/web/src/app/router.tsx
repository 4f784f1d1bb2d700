import { createRouter, Outlet } from '@tanstack/react-router';
import { administration } from '../features/administration/routes.js';
import { appraisal } from '../features/appraisal/routes.js';
import { audit } from '../features/audit/routes.js';
import { calibration } from '../features/calibration/routes.js';
import { cycles } from '../features/cycles/routes.js';
import { home } from '../features/home/routes.js';
import { interview } from '../features/interview/routes.js';
import { launch } from '../features/launch/routes.js';
import { people } from '../features/people/routes.js';
import { results } from '../features/results/routes.js';
import { signInRoute } from '../features/session/routes.js';
import { sources } from '../features/sources/routes.js';
import { standards } from '../features/standards/routes.js';
import { substitutions } from '../features/substitutions/routes.js';
import { tasks } from '../features/tasks/routes.js';
import { team } from '../features/team/routes.js';
import { PageSkeleton } from '../shared/page-skeleton.js';
import { rootRoute, shellRoute } from '../shared/shell-route.js';
import { Failure, MissingPage } from './failure.js';
import { Shell } from './shell.js';

// A feature is two lines here: its routes, and its entries of the menu.
const shellRoutes = [
  ...home.routes,
  ...tasks.routes,
  ...cycles.routes,
  ...calibration.routes,
  ...launch.routes,
  ...sources.routes,
  ...appraisal.routes,
  ...interview.routes,
  ...results.routes,
  ...team.routes,
  ...standards.routes,
  ...people.routes,
  ...substitutions.routes,
  ...audit.routes,
  ...administration.routes,
] as const;
const navigation = [
  ...home.navigation,
  ...tasks.navigation,
  ...cycles.navigation,
  ...sources.navigation,
  ...appraisal.navigation,
  ...results.navigation,
  ...team.navigation,
  ...standards.navigation,
  ...people.navigation,
  ...substitutions.navigation,
  ...audit.navigation,
  ...administration.navigation,
];

rootRoute.update({ component: Outlet });
shellRoute.update({ component: () => <Shell navigation={navigation} /> });

export const router = createRouter({
  routeTree: rootRoute.addChildren([signInRoute, shellRoute.addChildren(shellRoutes)]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ({ error, reset }) => <Failure error={error} onRetry={reset} />,
  defaultNotFoundComponent: MissingPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
