export const cohortSize = 500;

export interface Team {
  /** The reviewer they share. */
  readonly reviewerId: string;
  readonly people: number;
}

/**
 * Packs teams into cohorts of at most `size` people, a team never split: each team goes to the first cohort with room, big teams
 * first. A team larger than a cohort is a cohort of its own. Answers the cohort number (from 1) of each reviewer.
 */
export function packCohorts(teams: readonly Team[], size = cohortSize): ReadonlyMap<string, number> {
  const ordered = [...teams].sort(
    (a, b) => b.people - a.people || (a.reviewerId < b.reviewerId ? -1 : a.reviewerId > b.reviewerId ? 1 : 0),
  );
  const filled: number[] = [];
  const cohortOf = new Map<string, number>();
  let firstWithRoom = 0;
  for (const { reviewerId, people } of ordered) {
    let index = firstWithRoom;
    while (index < filled.length && (filled[index] ?? 0) + people > size) index += 1;
    filled[index] = (filled[index] ?? 0) + people;
    while ((filled[firstWithRoom] ?? 0) >= size) firstWithRoom += 1;
    cohortOf.set(reviewerId, index + 1);
  }
  return cohortOf;
}
