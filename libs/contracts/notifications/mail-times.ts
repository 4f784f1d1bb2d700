import { z } from 'zod';
import { operation } from '../route.js';
import { timeOfDay } from '../values.js';

/** When mail comes, in the company's time zone. */
export const mailTimes = z.strictObject({
  /** One mail a day at this time; null: each at once. */
  digestAt: timeOfDay.nullable(),
  /** The hours in which none comes; from the evening into the morning when `from` is the later of the two. */
  quiet: z
    .strictObject({ from: timeOfDay, to: timeOfDay })
    .refine(({ from, to }) => from !== to, { error: 'quiet hours end at another time than they begin', path: ['to'] })
    .nullable(),
});
export type MailTimes = z.infer<typeof mailTimes>;

const myMailTimes = z.strictObject({
  /** null: as the company has it. */
  own: mailTimes.nullable(),
  company: mailTimes,
  timeZone: z.string(),
});
export type MyMailTimes = z.infer<typeof myMailTimes>;

export const mailTimesHttp = {
  getMailTimes: operation({
    subject: 'notifications.getMailTimes',
    method: 'GET',
    path: '/notifications/mail-times',
    summary: 'When my mail comes: at once or once a day, and my quiet hours',
    policy: { allow: 'signed_in' },
    reply: myMailTimes,
  }),
  setMailTimes: operation({
    subject: 'notifications.setMailTimes',
    method: 'PUT',
    path: '/notifications/mail-times',
    summary: 'Chooses when my mail comes',
    policy: { allow: 'signed_in' },
    body: z.strictObject({ own: mailTimes.nullable() }),
    reply: myMailTimes,
  }),
  getCompanyMailTimes: operation({
    subject: 'notifications.getCompanyMailTimes',
    method: 'GET',
    path: '/channels/mail/times',
    summary: 'When mail comes to people who chose nothing of their own',
    policy: { allow: ['administrator'] },
    reply: mailTimes,
  }),
  setCompanyMailTimes: operation({
    subject: 'notifications.setCompanyMailTimes',
    method: 'PUT',
    path: '/channels/mail/times',
    summary: 'Sets when mail comes to people who chose nothing of their own; the quiet hours hold for chat groups too',
    policy: { allow: ['administrator'] },
    body: mailTimes,
    reply: mailTimes,
  }),
} as const;
