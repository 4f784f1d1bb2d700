import { z } from 'zod';
import { message } from '../route.js';
import { actor, identifier } from '../values.js';

/** Who an account acts as now, for work that goes on after its request; null: it is disabled, gone, or its person has left. */
export const actingAccount = message(
  'roles.actingAccount',
  z.strictObject({ accountId: identifier }),
  z.strictObject({ actor: actor.omit({ sessionId: true }).nullable() }),
  5_000,
);
