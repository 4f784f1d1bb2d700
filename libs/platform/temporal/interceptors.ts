import type { Info } from '@temporalio/activity';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { currentCall, runInCall } from '../telemetry/call-context.js';
import { processLogger } from '../telemetry/logger.js';
import { callIn, withCall } from './request-id.js';

/** What a process asks of a workflow carries the ids of the call it works for. */
export const callCarryingClient: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next({ ...input, headers: withCall(input.headers, currentCall()) }),
  signal: (input, next) => next({ ...input, headers: withCall(input.headers, currentCall()) }),
  startUpdate: (input, next) => next({ ...input, headers: withCall(input.headers, currentCall()) }),
};

/** An activity's log lines and requests carry the ids of the click behind it; a deadline's carry the workflow's id. */
export const callCarryingActivities: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    execute: (input, next) =>
      runInCall(callIn(input.headers) ?? { requestId: context.info.workflowExecution?.workflowId ?? 'activity' }, () =>
        logged(context.info, () => next(input)),
      ),
  },
});

async function logged<T>({ activityType, attempt, workflowExecution }: Info, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const told = { activity: activityType, workflowId: workflowExecution?.workflowId, attempt };
  const ms = (): number => Math.round(performance.now() - began);
  try {
    const result = await work();
    processLogger().info({ ...told, ms: ms() }, 'done');
    return result;
  } catch (error) {
    processLogger().warn({ ...told, ms: ms(), err: String(error) }, 'not done');
    throw error;
  }
}
