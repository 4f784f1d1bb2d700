import type { KpiEvidence } from '../../../../../../libs/contracts/metrics/http.js';

/** What there is to say of a KPI that a revision should look at. */
export type KpiFinding = 'ceiling' | 'floor' | 'gaps' | 'alike' | 'redundant';

/** Fewer results say nothing. */
const fewest = 10;
const shareAtEnd = 0.3;
const shareMissing = 0.2;
/** Points of the score scale: below it a KPI hardly tells people apart. */
const leastDeviation = 3;
const sameAsOthers = 0.8;

export function findingsOf({ results, missing, atFloor, atCap, deviation, correlation }: KpiEvidence): KpiFinding[] {
  if (results < fewest) return [];
  const found: [KpiFinding, boolean][] = [
    ['ceiling', atCap / results >= shareAtEnd],
    ['floor', atFloor / results >= shareAtEnd],
    ['gaps', missing / results >= shareMissing],
    ['alike', deviation !== null && Number(deviation) < leastDeviation],
    ['redundant', correlation !== null && Number(correlation) >= sameAsOthers],
  ];
  return found.filter(([, holds]) => holds).map(([finding]) => finding);
}
