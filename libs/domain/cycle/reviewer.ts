export interface ReportingLine {
  readonly personId: string;
  readonly managerId: string | null;
  /** Upward from the manager's manager. */
  readonly managerPath: readonly string[];
}

export type ReviewerReason = 'manager' | 'went_up' | 'hr_owner';

export interface Reviewer {
  readonly reviewerId: string;
  readonly because: ReviewerReason;
}

/** The manager; where there is none or it is the person themself, the next one up; at the top HR's owner of the cycle, who is told by the task itself. null: HR's owner is that very person. */
export function reviewerOf(line: ReportingLine, hrOwnerId: string): Reviewer | null {
  if (line.managerId !== null && line.managerId !== line.personId)
    return { reviewerId: line.managerId, because: 'manager' };
  const up = line.managerPath.find((managerId) => managerId !== line.personId);
  if (up !== undefined) return { reviewerId: up, because: 'went_up' };
  return hrOwnerId === line.personId ? null : { reviewerId: hrOwnerId, because: 'hr_owner' };
}

/**
 * Who reviews once more after the reviewer: the first above them, else HR's owner of the cycle. null: that would be the reviewer again, or
 * the person themself, and the stage is passed over.
 */
export function secondReviewerOf(line: ReportingLine, reviewerId: string, hrOwnerId: string): string | null {
  const second = escalationOf(line, reviewerId) ?? hrOwnerId;
  return second === reviewerId || second === line.personId ? null : second;
}

/** Who is told that a reviewer is late: the first above them in the person's line, never the person; null at the top and outside of the line. */
export function escalationOf(line: ReportingLine, reviewerId: string): string | null {
  const upward = [...(line.managerId === null ? [] : [line.managerId]), ...line.managerPath];
  const at = upward.indexOf(reviewerId);
  const above = at === -1 ? [] : upward.slice(at + 1);
  return above.find((managerId) => managerId !== line.personId && managerId !== reviewerId) ?? null;
}
