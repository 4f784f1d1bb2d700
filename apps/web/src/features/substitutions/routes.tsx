import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const substitutionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/substitutions',
  component: lazyRouteComponent(() => import('./substitutions-page.js'), 'SubstitutionsPage'),
});

export const substitutions = {
  routes: [substitutionsRoute],
  navigation: [],
} as const satisfies Feature;
