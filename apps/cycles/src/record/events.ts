import { boardChanged } from '../../../../libs/contracts/cycles/events.js';

export const boardMoved = (cycleId: string) => ({ type: boardChanged.type, payload: { cycleId } });

/** Events carry at most this many people. */
const mostInEvent = 1000;

export function inParts<T>(items: readonly T[], most = mostInEvent): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += most) parts.push(items.slice(from, from + most));
  return parts;
}
