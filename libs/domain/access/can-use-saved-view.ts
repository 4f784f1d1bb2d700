/** Its owner's alone: filters may name people. */
export const canUseSavedView = (actor: { readonly accountId: string }, view: { readonly accountId: string }): boolean =>
  actor.accountId === view.accountId;
