import { z } from 'zod';
import { taskStages } from '../../domain/cycle/stages.js';
import { operation } from '../route.js';
import { identifier, instant } from '../values.js';

export const urgingHttp = {
  urgeTasks: operation({
    subject: 'cycles.urgeTasks',
    method: 'POST',
    path: '/task-urges',
    summary:
      'Asks an assignee to get on with their open tasks of a stage in a cycle, or with one of them; each task at most once in four hours',
    policy: { allow: 'signed_in' },
    body: z.strictObject({
      cycleId: identifier,
      assigneeId: identifier,
      stage: z.enum(taskStages),
      /** Left out: all of them that the caller may see and does not hold. */
      taskId: identifier.optional(),
    }),
    reply: z.strictObject({
      urged: z.int(),
      /** Tasks of theirs that were urged too recently. */
      held: z.int(),
      /** When the next of these may be urged again. */
      nextAt: instant,
    }),
    idempotent: true,
  }),
} as const;
