import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';

/** A part that is away is tried again for ever: after 1 s at first, then less and less often, at least once a minute so that a cycle goes on within a minute of its return. */
const retry = { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** One statement over at most 500 people under their locks: half a minute is a hundred times what it takes. */
const short: ActivityOptions = { startToCloseTimeout: '30 s', retry };

/** Sets of people, other services' figures, files: their own time-outs end them first. Silent for 35 s (three beats) = the worker is dead. */
const long: ActivityOptions = {
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '35 s',
  retry,
  // A cancelled cycle does not wait for a report to be rendered.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
};

/** A source may be down for days: five minutes between attempts spare it, and the cut-off ends them. */
const fetching: ActivityOptions = {
  ...long,
  retry: { initialInterval: '2 s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};

export const {
  waitingSources,
  readProgress,
  openCalibrations,
  remindLate,
  escalateLate,
  deemAccepted,
  openSignOff,
  isSignedOff,
} = proxyActivities<Activities>(short);
export const {
  openCollection,
  freezeInputs,
  scoreCohort,
  openReview,
  rescoreReturned,
  publishReport,
  closeCycle,
  runCommand,
} = proxyActivities<Activities>(long);
/** The next hour brings another: what is not done by then is left to it. */
const hourly: ActivityOptions = { ...long, scheduleToCloseTimeout: '50 minutes' };

export const { actByCalendar } = proxyActivities<Activities>(hourly);
export const { fetchSource } = proxyActivities<Activities>(fetching);
