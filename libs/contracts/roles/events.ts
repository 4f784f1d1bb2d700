import { z } from 'zod';
import { eventType } from '../route.js';
import { identifier, isoDate } from '../values.js';

/** Somebody joined, moved, got another manager or left, from `from` on: open tasks follow. */
export const assignmentsChanged = eventType(
  'roles.assignments_changed',
  z.strictObject({ personIds: z.array(identifier).max(1000), from: isoDate }),
);
/** An account was disabled or its grants changed: whoever remembers its session forgets it. */
export const accountChanged = eventType('roles.account_changed', z.strictObject({ accountId: identifier }));
