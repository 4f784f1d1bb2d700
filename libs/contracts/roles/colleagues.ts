import { z } from 'zod';
import { message } from '../route.js';
import { identifier, localisedText } from '../values.js';

/** Names alone of people employed today, for a service that has asked whether the caller may choose among them. */
export const colleagues = message(
  'roles.colleagues',
  z.strictObject({ search: z.string().max(100), limit: z.int().min(1).max(50) }),
  z.strictObject({
    people: z.array(
      z.strictObject({
        personId: identifier,
        name: z.string(),
        employeeCode: z.string(),
        positionNames: localisedText.nullable(),
      }),
    ),
  }),
);
