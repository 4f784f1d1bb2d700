import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';

export interface VerificationResult {
  readonly outcome: 'clean' | 'altered' | 'incomplete';
  readonly entries: number;
  readonly anchors: number;
  /** Keys destroyed by recorded erasures. */
  readonly erasures: number;
  readonly firstBadSeq: number | null;
  readonly altered: readonly (VerificationProblem & { companyId?: string })[];
  readonly incomplete: readonly VerificationProblem[];
  /** What the reader should know and that is no fault. */
  readonly notes: readonly string[];
}

export const exitCodes = { clean: 0, altered: 1, incomplete: 2 } as const;

export function concluded(found: Omit<VerificationResult, 'outcome' | 'firstBadSeq'>): VerificationResult {
  const seqs = found.altered.flatMap((problem) => (problem.seq === null ? [] : [problem.seq]));
  return {
    ...found,
    outcome: found.altered.length > 0 ? 'altered' : found.incomplete.length > 0 ? 'incomplete' : 'clean',
    firstBadSeq: seqs.length > 0 ? Math.min(...seqs) : null,
  };
}
