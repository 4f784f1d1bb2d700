import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { Problem } from '../../../../libs/platform/http/index.js';

/** Refusals that another attempt may not meet: too many requests, a request that took too long. */
const worthRepeating = new Set([408, 429]);

/**
 * Where the record's world meets Temporal's: a Problem that no retry mends becomes a typed, non-retryable failure, everything else is
 * left to the retry policy.
 */
export async function atBoundary<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500 || worthRepeating.has(error.status)) throw error;
    throw ApplicationFailure.create({
      type: error.code,
      message: error.message,
      nonRetryable: true,
      details: [error.toDetails()],
    });
  }
}

/** Three beats within the time-out that the workflows set (`heartbeatTimeout`): one may be lost. */
const beatMs = 10_000;

/** For work of minutes: a worker that died is noticed by its silence, not when the whole time-out has passed. */
export async function heartbeating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), beatMs);
  try {
    return await atBoundary(work);
  } finally {
    clearInterval(timer);
  }
}
