import { isCancellation } from '@temporalio/workflow';

/** Signals or cancels another workflow; one that has ended needs no telling. Answers whether it was told. */
export async function toldIfRunning(tell: () => Promise<void>): Promise<boolean> {
  try {
    await tell();
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}
