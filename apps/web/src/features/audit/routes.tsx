import { AuditOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { isoDate } from '../../../../../libs/contracts/values.js';
import { canReadHistory } from '../../../../../libs/domain/access/can-read-history.js';
import type { Feature } from '../../shared/feature.js';
import { actorOf } from '../../shared/session.js';
import { shellRoute } from '../../shared/shell-route.js';

const text = z.string().optional().catch(undefined);
const day = isoDate.optional().catch(undefined);

const historyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: z.object({
    personId: text,
    actorPersonId: text,
    cycleId: text,
    action: text,
    kind: z.enum(['reads', 'acts']).optional().catch(undefined),
    subjectType: text,
    subjectId: text,
    from: day,
    to: day,
    entry: text,
  }),
  component: lazyRouteComponent(() => import('./history-page.js'), 'HistoryPage'),
});
const traceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/appraisals/$appraisalId',
  component: lazyRouteComponent(() => import('./trace-page.js'), 'TracePage'),
});

export const audit = {
  routes: [historyRoute, traceRoute],
  navigation: [
    {
      place: 'audit',
      to: '/audit',
      icon: <AuditOutlined aria-hidden />,
      show: (me) => canReadHistory(actorOf(me)),
    },
  ],
} as const satisfies Feature;
