import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { currentCall, runInCall } from '../telemetry/call-context.js';
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
        next(input),
      ),
  },
});
