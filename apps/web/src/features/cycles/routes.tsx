import { ClusterOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { cycleKinds } from '../../../../../libs/contracts/values.js';
import { appraisalStates, cycleStates } from '../../../../../libs/domain/cycle/stages.js';
import type { Feature } from '../../shared/feature.js';
import { holds } from '../../shared/session.js';
import { shellRoute } from '../../shared/shell-route.js';

const cyclesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles',
  validateSearch: z.object({
    kind: z.enum(cycleKinds).optional().catch(undefined),
    state: z.enum(cycleStates).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./cycles-page.js'), 'CyclesPage'),
});
const cycleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles/$cycleId',
  validateSearch: z.object({
    stage: z.enum(appraisalStates).optional().catch(undefined),
    manager: z.uuid().optional().catch(undefined),
    /** How many people the check before the launch counted. */
    of: z.number().int().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./cycle-page.js'), 'CyclePage'),
});

export const cycles = {
  routes: [cyclesRoute, cycleRoute],
  navigation: [
    {
      place: 'cycles',
      to: '/cycles',
      icon: <ClusterOutlined aria-hidden />,
      show: (me) => holds(me, 'hr', 'auditor', 'data_owner') || me.isManager,
    },
  ],
} as const satisfies Feature;
