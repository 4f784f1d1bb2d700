import type { VerificationResult } from './result.js';

const verdicts = {
  clean: 'Clean: nothing was altered.',
  altered: 'ALTERED.',
  incomplete: 'Incomplete: nothing altered was found, and not everything could be checked.',
} as const;

/** The result for a terminal. */
export function describeResult(result: VerificationResult): string {
  const { outcome, entries, anchors, erasures, firstBadSeq } = result;
  const lines = [`${entries} sealed entries and ${anchors} anchors checked; ${erasures} recorded erasure(s).`];
  for (const { seq, code, detail } of [...result.altered, ...result.incomplete])
    lines.push(`  ${seq === null ? '' : `seq ${seq}: `}${detail} [${code}]`);
  for (const note of result.notes) lines.push(`  ${note}`);
  lines.push(firstBadSeq === null ? verdicts[outcome] : `${verdicts[outcome]} First bad seq: ${firstBadSeq}.`);
  return lines.join('\n');
}
