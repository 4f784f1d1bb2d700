import { createRootRoute, createRoute } from '@tanstack/react-router';
import { loadAllTexts } from './i18n.js';

/** Where people begin, or a mail leads: what these pages say comes with the language itself. */
const firstPages = /^\/(tasks|results|cycles(\/[^/]+)?|appraisals\/[^/]+)?$/;

/** What every feature's routes hang from; app/router.tsx puts the frame around them. */
export const rootRoute = createRootRoute();
/** Pages of somebody signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: ({ location }) => (firstPages.test(location.pathname) ? undefined : loadAllTexts()),
});
