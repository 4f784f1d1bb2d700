import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const appraisalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/appraisals/$appraisalId',
  component: lazyRouteComponent(() => import('./appraisal-page.js'), 'AppraisalPage'),
});

export const appraisal = {
  routes: [appraisalRoute],
  navigation: [],
} as const satisfies Feature;
