import { createRootRoute, createRoute } from '@tanstack/react-router';

/** What every feature's routes hang from; app/router.tsx puts the frame around them. */
export const rootRoute = createRootRoute();
/** Pages of somebody signed in. */
export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell' });
