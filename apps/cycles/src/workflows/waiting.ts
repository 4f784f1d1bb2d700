import { condition, workflowInfo } from '@temporalio/workflow';

/** A history is replayed whole after an eviction: 4,000 events keep that under a second. */
const longestHistory = 4_000;
export const historyIsLong = (): boolean =>
  workflowInfo().historyLength >= longestHistory || workflowInfo().continueAsNewSuggested;

/** A signal is sent from the record's outbox and is not lost; looking once a day without one heals what nobody foresaw. */
export const lookAnywayMs = 86_400_000;

/** Waits for `met` at most until the instant. */
export async function waitUntil(instantMs: number, met: () => boolean): Promise<void> {
  const ms = instantMs - Date.now();
  // A condition without a positive time-out would wait for ever.
  if (ms > 0) await condition(met, ms);
}
