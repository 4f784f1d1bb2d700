import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { cycleKinds } from '../../../../../libs/contracts/values.js';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const launchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/launch',
  validateSearch: z.object({
    kind: z.enum(cycleKinds).optional().catch(undefined),
    /** First day of the period. */
    from: z.iso.date().optional().catch(undefined),
    departments: z.array(z.uuid()).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./launch-page.js'), 'LaunchPage'),
});

const launchPlansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/launch-plans',
  component: lazyRouteComponent(() => import('./launch-plans-page.js'), 'LaunchPlansPage'),
});

/** Reached from the list of cycles. */
export const launch = { routes: [launchRoute, launchPlansRoute], navigation: [] } as const satisfies Feature;
