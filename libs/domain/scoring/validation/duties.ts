import { decimal } from '../decimal.js';
import type { Problem } from '../problem.js';
import type { Duty, StandardVersion } from '../standard.js';

export function dutyProblems(version: StandardVersion): Problem[] {
  return version.duties.flatMap((duty, index) => {
    const path = `duties.${duty.dutyId}`;
    const problems: Problem[] = [];
    if (version.duties.findIndex((other) => other.dutyId === duty.dutyId) !== index)
      problems.push({ code: 'duty.repeated', path, seen: duty.dutyId, message: 'Each duty id stands once.' });
    if (version.positions[duty.positionId] === undefined)
      problems.push({
        code: 'duty.position_unknown',
        path,
        seen: duty.positionId,
        message: 'Name a position of this standard.',
      });
    return [...problems, ...expectationProblems(duty, path)];
  });
}

function expectationProblems({ expected }: Duty, path: string): Problem[] {
  if (expected.kind === 'kept') return [];
  if (expected.kind === 'share') {
    const percent = decimal(expected.percent);
    return percent.gt(0) && percent.lte(100)
      ? []
      : [
          {
            code: 'duty.share_outside',
            path,
            seen: expected.percent,
            message: 'Use more than 0 and at most 100 per cent.',
          },
        ];
  }
  const atLeast = decimal(expected.atLeast);
  if (atLeast.lte(0))
    return [{ code: 'duty.count_not_positive', path, seen: expected.atLeast, message: 'Expect at least something.' }];
  if (expected.upTo !== undefined && decimal(expected.upTo).lt(atLeast))
    return [
      {
        code: 'duty.span_reversed',
        path,
        seen: `${expected.atLeast}–${expected.upTo}`,
        message: 'The span must rise.',
      },
    ];
  return [];
}
