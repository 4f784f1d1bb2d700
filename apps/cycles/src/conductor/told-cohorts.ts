import type { CohortProgress } from '../record/set-operations.js';

/**
 * Decisions come one by one; a cohort's workflow that sleeps until the right moment is not woken by each. Not longer: another worker's
 * relay may have told it something else meanwhile.
 */
const unchangedForMs = 300_000;

interface Told {
  readonly nextDeadlineAt: string | null;
  readonly at: number;
}

/**
 * Which news a cohort's workflow has to hear: that there is something to do (the end, a new score run, a session to open), that its next deadline is another
 * one, or, whatever was missed, every few minutes. This keeps a cycle at about one Temporal event a person.
 */
export class ToldCohorts {
  private readonly told = new Map<string, Told>();

  isNews(cohort: string, progress: CohortProgress, now: number): boolean {
    if (progress.done || progress.waitingForRescore > 0 || (progress.calibrationsToOpen ?? 0) > 0) return true;
    const last = this.told.get(cohort);
    return !last || last.nextDeadlineAt !== progress.nextDeadlineAt || now - last.at >= unchangedForMs;
  }

  remember(cohort: string, { done, nextDeadlineAt }: CohortProgress, now: number): void {
    if (done) this.told.delete(cohort);
    else this.told.set(cohort, { nextDeadlineAt, at: now });
  }
}
