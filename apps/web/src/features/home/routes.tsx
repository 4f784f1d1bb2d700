import { HomeOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page.js'), 'HomePage'),
});

export const home = {
  routes: [homeRoute],
  navigation: [{ place: 'home', to: '/', icon: <HomeOutlined aria-hidden />, show: () => true }],
} as const satisfies Feature;
