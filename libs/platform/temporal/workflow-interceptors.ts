import { AsyncLocalStorage, type WorkflowInterceptors } from '@temporalio/workflow';
import { type CarriedCall, callIn, withCall } from './request-id.js';

/** Part of the workflow bundle: what a workflow asks for carries the ids of the click that moved it last. */
export function interceptors(): WorkflowInterceptors {
  const handled = new AsyncLocalStorage<CarriedCall | undefined>();
  let latest: CarriedCall | undefined;
  const current = (): CarriedCall | undefined => handled.getStore() ?? latest;
  return {
    inbound: [
      {
        execute: (input, next) => {
          latest ??= callIn(input.headers);
          return next(input);
        },
        // A signal moves the workflow's own story on; an update is answered by its handler alone.
        handleSignal: (input, next) => {
          latest = callIn(input.headers) ?? latest;
          return next(input);
        },
        handleUpdate: (input, next) => handled.run(callIn(input.headers), () => next(input)),
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next({ ...input, headers: withCall(input.headers, current()) }),
        startChildWorkflowExecution: (input, next) => next({ ...input, headers: withCall(input.headers, current()) }),
        signalWorkflow: (input, next) => next({ ...input, headers: withCall(input.headers, current()) }),
        continueAsNew: (input, next) => next({ ...input, headers: withCall(input.headers, current()) }),
      },
    ],
  };
}
