/** Who asks, as the access questions see one. Managing somebody is never a grant: it follows from the appraisal's own reporting line. */
export interface AccessActor {
  readonly personId: string | null;
  readonly grants: readonly ('hr' | 'data_owner' | 'auditor' | 'administrator')[];
  /** Sources a data owner answers for. */
  readonly sourceIds: readonly string[];
}

export const isPerson = (actor: AccessActor, personId: string | null): boolean =>
  actor.personId !== null && actor.personId === personId;
