/** Only whoever started it: its results name people as far as that account saw them. */
export const canSeeDecisionBatch = (
  actor: { readonly accountId: string },
  batch: { readonly accountId: string },
): boolean => actor.accountId === batch.accountId;
