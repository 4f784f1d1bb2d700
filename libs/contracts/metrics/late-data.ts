import { z } from 'zod';
import { message } from '../route.js';
import { code, identifier } from '../values.js';
import { exclusion, personResult } from './messages.js';

const heldRows = z.array(z.strictObject({ sourceId: code, rows: z.int() }));

/** What approving the held late rows of a cycle would do, computed as a run would be and not written. */
export const previewLateData = message(
  'metrics.previewLateData',
  z.strictObject({ cycleId: identifier, exclusions: z.array(exclusion) }),
  z.strictObject({
    /** Held as late, by source. */
    rows: heldRows,
    /** Names exactly these rows: what is approved is what was seen. */
    digest: z.string(),
    /** Everybody whose result would be another. */
    personIds: z.array(identifier),
    /** Of the first of them, as many as fit into a message. */
    results: z.array(personResult),
  }),
  60_000,
);

/** Takes the held late rows in: they count from a new snapshot of the cycle's inputs on. The same key again answers the first. */
export const admitLateData = message(
  'metrics.admitLateData',
  z.strictObject({
    cycleId: identifier,
    requestKey: z.string().max(200),
    digest: z.string(),
    exclusions: z.array(exclusion),
  }),
  z.strictObject({ snapshotNo: z.int(), personIds: z.array(identifier) }),
  120_000,
);
