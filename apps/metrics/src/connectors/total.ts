import { Problem } from '../../../../libs/platform/http/index.js';
import type { SourceTotal } from './port.js';

const measurePattern = /^[a-z][a-z0-9_]{0,63}$/;
const numberPattern = /^-?\d{1,20}(\.\d{1,34})?$/;

/** A total that cannot be read is an error, not a missing total: reconciliation would silently not happen. */
export function sourceTotal(datasetId: string, measure: string, total: unknown): SourceTotal {
  const text = typeof total === 'number' ? String(total) : typeof total === 'string' ? total.trim() : '';
  if (measurePattern.test(measure) && numberPattern.test(text)) return { datasetId, measure, total: text };
  throw new Problem(
    422,
    'source.total_unreadable',
    `The dataset ${datasetId} states the total ${JSON.stringify(total)} of ${JSON.stringify(measure)}; a total is plain decimal digits of an input or of "rows".`,
    { datasetId, measure },
  );
}
