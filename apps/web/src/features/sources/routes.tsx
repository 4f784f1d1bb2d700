import { DatabaseOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { quarantineReasons } from '../../../../../libs/contracts/metrics/http.js';
import type { Feature } from '../../shared/feature.js';
import { holds } from '../../shared/session.js';
import { shellRoute } from '../../shared/shell-route.js';
import { sourceKinds } from './editor/source-draft.js';
import { heldFilters } from './held-states.js';
import { sourceTabs } from './source-tabs.js';

const sourcesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources',
  component: lazyRouteComponent(() => import('./sources-page.js'), 'SourcesPage'),
});
const sourceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources/$sourceId',
  validateSearch: z.object({
    cycle: z.uuid().optional().catch(undefined),
    tab: z.enum(sourceTabs).optional().catch(undefined),
    reason: z.enum(quarantineReasons).optional().catch(undefined),
    state: z.enum(heldFilters).optional().catch(undefined),
    /** The held row that is open. */
    row: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./source-page.js'), 'SourcePage'),
});

const editRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources/$sourceId/edit',
  component: lazyRouteComponent(() => import('./editor/editor-page.js'), 'EditSourcePage'),
});
const newRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources/new/$kind',
  params: {
    parse: ({ kind }) => ({ kind: z.enum(sourceKinds).catch('http').parse(kind) }),
    stringify: ({ kind }) => ({ kind }),
  },
  component: lazyRouteComponent(() => import('./editor/editor-page.js'), 'NewSourcePage'),
});

export const sources = {
  routes: [sourcesRoute, sourceRoute, editRoute, newRoute],
  navigation: [
    {
      place: 'sources',
      to: '/sources',
      icon: <DatabaseOutlined aria-hidden />,
      show: (me) => holds(me, 'hr', 'data_owner', 'auditor', 'administrator'),
    },
  ],
} as const satisfies Feature;
