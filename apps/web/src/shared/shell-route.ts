import { createRootRoute, createRoute } from '@tanstack/react-router';
import { loadAllTexts } from './i18n.js';

/** Where people begin: what these pages say comes with the language itself. */
const firstPages = new Set(['/', '/tasks']);

/** What every feature's routes hang from; app/router.tsx puts the frame around them. */
export const rootRoute = createRootRoute();
/** Pages of somebody signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: ({ location }) => (firstPages.has(location.pathname) ? undefined : loadAllTexts()),
});
