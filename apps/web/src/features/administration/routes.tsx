import { SettingOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { deliveryChannels, deliveryStates, deliveryTypes } from '../../../../../libs/contracts/notifications/http.js';
import { identifier } from '../../../../../libs/contracts/values.js';
import type { Feature } from '../../shared/feature.js';
import { holds } from '../../shared/session.js';
import { shellRoute } from '../../shared/shell-route.js';

const companyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration',
  component: lazyRouteComponent(() => import('./company-page.js'), 'CompanyPage'),
});
const accountsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/accounts',
  validateSearch: z.object({ search: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./accounts/accounts-page.js'), 'AccountsPage'),
});
const calendarRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/calendar',
  validateSearch: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./calendar/calendar-page.js'), 'CalendarPage'),
});
const routesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/routes',
  component: lazyRouteComponent(() => import('./routes-page.js'), 'RoutesPage'),
});
const channelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/channels',
  component: lazyRouteComponent(() => import('./channels/channels-page.js'), 'ChannelsPage'),
});
const preferencesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/notifications',
  component: lazyRouteComponent(() => import('./preferences-page.js'), 'PreferencesPage'),
});
const deliveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/administration/deliveries',
  validateSearch: z.object({
    state: z.enum(deliveryStates).optional().catch(undefined),
    channel: z.enum(deliveryChannels).optional().catch(undefined),
    type: z.enum(deliveryTypes).optional().catch(undefined),
    personId: identifier.optional().catch(undefined),
    robotId: identifier.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./deliveries-page.js'), 'DeliveriesPage'),
});

export const administration = {
  routes: [companyRoute, accountsRoute, calendarRoute, routesRoute, channelsRoute, preferencesRoute, deliveriesRoute],
  navigation: [
    {
      place: 'administration',
      to: '/administration',
      icon: <SettingOutlined aria-hidden />,
      show: (me) => holds(me, 'hr', 'administrator', 'auditor'),
    },
  ],
} as const satisfies Feature;
