import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const calibrationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calibrations/$groupId',
  validateSearch: z.object({
    grade: z.string().max(20).optional().catch(undefined),
    reviewer: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./calibration-page.js'), 'CalibrationPage'),
});

export const calibration = {
  routes: [calibrationRoute],
  navigation: [],
} as const satisfies Feature;
