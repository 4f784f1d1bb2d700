import { z } from 'zod';
import { message } from '../announcing/message.js';

/** As many as one mail tells; the rest is found in the app. */
export const mostTold = 50;

/** One mail a day: what somebody was told since the last one. */
export const digestMessage = z.strictObject({
  type: z.literal('digest'),
  items: z
    .array(z.strictObject({ message, link: z.string() }))
    .min(1)
    .max(mostTold),
  /** How many more there were. */
  more: z.int(),
});
export type DigestMessage = z.infer<typeof digestMessage>;

/** What a mail tells: one thing, or a day's. */
export const mailMessage = z.discriminatedUnion('type', [...message.options, digestMessage]);
export type MailMessage = z.infer<typeof mailMessage>;
