import { z } from 'zod';
import { message } from '../route.js';
import { identifier, isoDate } from '../values.js';

/** Whoever plans by the days a company works asks for its calendar; the year's holidays and the company's own changes are one list. */
export const workingCalendar = message(
  'cycles.workingCalendar',
  z.strictObject({}),
  z.strictObject({
    loadedYears: z.array(z.int()),
    exceptions: z.array(z.strictObject({ day: isoDate, kind: z.enum(['working', 'rest']) })),
  }),
);

/** How many cycles the company ever launched: what they reckon in stays as it is. */
export const launchedCycles = message('cycles.launchedCycles', z.strictObject({}), z.strictObject({ count: z.int() }));

/** Of these cycles, those that collect figures now: launched, neither paused nor cancelled, before their cut-off. */
export const collectingCycles = message(
  'cycles.collectingCycles',
  z.strictObject({ cycleIds: z.array(identifier).max(500) }),
  z.strictObject({ cycleIds: z.array(identifier) }),
);
