import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/client';
import { Problem, type ProblemDetails } from '../../../../libs/platform/http/index.js';
import { TemporalUnavailable } from '../../../../libs/platform/temporal/index.js';

/** What a workflow or its activity refused, as the problem it was before it crossed Temporal. */
export function problemOf(error: unknown): unknown {
  if (error instanceof TemporalUnavailable) {
    return new Problem(
      503,
      'conductor.unavailable',
      'The workflow engine did not answer in time; look at the cycle in a minute, and try again if nothing changed.',
    );
  }
  if (error instanceof WorkflowNotFoundError) {
    return new Problem(
      409,
      'cycle.not_running',
      'No workflow of this cycle is running: it has ended, or its launch has not reached the engine yet; try again in a few seconds.',
    );
  }
  const failure = applicationFailureIn(error);
  if (!failure) return error;
  const [details] = failure.details ?? [];
  return isProblem(details)
    ? Problem.fromDetails(details)
    : new Problem(409, failure.type ?? 'cycle.refused', failure.message);
}

function applicationFailureIn(error: unknown): ApplicationFailure | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof ApplicationFailure) return at;
  }
  return undefined;
}

const isProblem = (details: unknown): details is ProblemDetails =>
  typeof details === 'object' && details !== null && 'code' in details && 'status' in details;
