import { LineChartOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const resultsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/results',
  component: lazyRouteComponent(() => import('./my-results-page.js'), 'MyResultsPage'),
});

export const results = {
  routes: [resultsRoute],
  navigation: [
    {
      place: 'results',
      to: '/results',
      icon: <LineChartOutlined aria-hidden />,
      show: (me) => me.person !== null,
    },
  ],
} as const satisfies Feature;
