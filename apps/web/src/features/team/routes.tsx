import { TeamOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import type { Feature } from '../../shared/feature.js';
import { holds } from '../../shared/session.js';
import { shellRoute } from '../../shared/shell-route.js';
import { teamViews } from './views.js';

const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/team',
  validateSearch: z.object({
    cycle: z.uuid().optional().catch(undefined),
    view: z.enum(teamViews).optional().catch(undefined),
    manager: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./team-page.js'), 'TeamPage'),
});
const teamPersonRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/team/$appraisalId',
  component: lazyRouteComponent(() => import('./person-page.js'), 'PersonPage'),
});

export const team = {
  routes: [teamRoute, teamPersonRoute],
  navigation: [
    {
      place: 'team',
      to: '/team',
      icon: <TeamOutlined aria-hidden />,
      show: (me) => me.isManager || holds(me, 'hr', 'auditor'),
    },
  ],
} as const satisfies Feature;
