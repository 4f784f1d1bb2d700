import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const interviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/appraisals/$appraisalId/interview',
  component: lazyRouteComponent(() => import('./interview-page.js'), 'InterviewPage'),
});

export const interview = { routes: [interviewRoute], navigation: [] } as const satisfies Feature;
