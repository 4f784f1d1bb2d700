import { CheckSquareOutlined } from '@ant-design/icons';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { taskStages } from '../../../../../libs/domain/cycle/stages.js';
import type { Feature } from '../../shared/feature.js';
import { shellRoute } from '../../shared/shell-route.js';

const tasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks',
  validateSearch: z.object({
    state: z.enum(['started', 'done', 'copied']).optional().catch(undefined),
    stage: z.enum(taskStages).optional().catch(undefined),
    search: z.string().max(100).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./tasks-page.js'), 'TasksPage'),
});

export const tasks = {
  routes: [tasksRoute],
  navigation: [{ place: 'todo', to: '/tasks', icon: <CheckSquareOutlined aria-hidden />, show: () => true }],
} as const satisfies Feature;
