import { createRoute, redirect } from '@tanstack/react-router';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tasks', replace: true });
  },
});

export const home = { routes: [homeRoute], navigation: [] } as const satisfies Feature;
