export const heldStates = ['open', 'accepted', 'ignored', 'withdrawn'] as const;
/** Rows that wait are shown unless something else is asked for. */
export const heldFilters = [...heldStates, 'all'] as const;
