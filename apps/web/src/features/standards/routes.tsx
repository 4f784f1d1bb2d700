import { ReadOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { code, cycleKinds } from '../../../../../libs/contracts/values.js';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const versionNo = z.coerce.number().int().min(1).optional().catch(undefined);

const standardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/standards',
  component: lazyRouteComponent(() => import('./standards-page.js'), 'StandardsPage'),
});
const standardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/standards/$standardId',
  validateSearch: z.object({
    version: versionNo,
    kind: z.enum(cycleKinds).optional().catch(undefined),
    tab: z.enum(['duties', 'examples', 'try', 'versions']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./standard-page.js'), 'StandardPage'),
});
const comparisonRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/standards/$standardId/comparison',
  validateSearch: z.object({ from: versionNo, to: versionNo }),
  component: lazyRouteComponent(() => import('./comparison-page.js'), 'ComparisonPage'),
});
const editorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/standards/$standardId/next',
  component: lazyRouteComponent(() => import('./editor/editor-page.js'), 'EditorPage'),
});
const firstVersionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/standards/$standardId/first',
  validateSearch: z.object({ copyOf: code.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./editor/editor-page.js'), 'FirstVersionPage'),
});

export const standards = {
  routes: [standardsRoute, standardRoute, comparisonRoute, editorRoute, firstVersionRoute],
  navigation: [{ place: 'standards', to: '/standards', icon: <ReadOutlined aria-hidden />, show: () => true }],
} as const satisfies Feature;
