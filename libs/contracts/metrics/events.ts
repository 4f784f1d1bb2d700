import { z } from 'zod';
import { eventType } from '../route.js';
import { code, identifier, localisedText } from '../values.js';

export const batchLoaded = eventType(
  'metrics.batch_loaded',
  z.strictObject({
    batchId: identifier,
    sourceId: code,
    cycleId: identifier.nullable(),
    rows: z.int(),
    observations: z.int(),
    quarantined: z.int(),
  }),
);
export const sourceSignedOff = eventType(
  'metrics.source_signed_off',
  z.strictObject({ cycleId: identifier, sourceId: code, signedOffBy: identifier }),
);
/** New figures came after a sign-off and before the cut-off: the data owner has to answer for them again. */
export const sourceSignOffWithdrawn = eventType(
  'metrics.source_sign_off_withdrawn',
  z.strictObject({ cycleId: identifier, sourceId: code }),
);
export const lateRowsHeld = eventType(
  'metrics.late_rows_held',
  z.strictObject({ cycleId: identifier, sourceId: code, rows: z.int() }),
);
/** A source could not be read by its schedule: told when it begins to fail, and not again until it has worked. */
export const scheduledFetchFailed = eventType(
  'metrics.scheduled_fetch_failed',
  z.strictObject({ sourceId: code, names: localisedText, code: z.string() }),
);
