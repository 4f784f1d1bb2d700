import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shared/shell-route.js';

/** Where to go afterwards is a path of this app; anything else would send people elsewhere. */
const ownPath = z.string().regex(/^\/(?![/\\])/);

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({
    to: ownPath.optional().catch(undefined),
    /** The session ended under somebody's hands. */
    ended: z.boolean().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./sign-in-page.js'), 'SignInPage'),
});
