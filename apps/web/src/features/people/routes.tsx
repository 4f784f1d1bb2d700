import { IdcardOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { isoDate } from '../../../../../libs/contracts/values.js';
import { seesAllPeople } from '../../../../../libs/domain/access/sees-all-people.js';
import type { Feature } from '../../shared/feature.js';
import { actorOf } from '../../shared/session.js';
import { shellRoute } from '../../shared/shell-route.js';

const text = z.string().optional().catch(undefined);

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: z.object({
    search: text,
    departmentId: text,
    positionId: text,
    leavers: z.enum(['with']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./people-page.js'), 'PeoplePage'),
});
const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/import',
  component: lazyRouteComponent(() => import('./import/import-page.js'), 'ImportPage'),
});
const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$personId',
  validateSearch: z.object({
    knownOn: isoDate.optional().catch(undefined),
    managerOn: isoDate.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./person-page.js'), 'PersonPage'),
});

export const people = {
  routes: [peopleRoute, importRoute, personRoute],
  navigation: [
    {
      place: 'people',
      to: '/people',
      icon: <IdcardOutlined aria-hidden />,
      show: (me) => seesAllPeople(actorOf(me)),
    },
  ],
} as const satisfies Feature;
