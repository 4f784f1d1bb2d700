import { z } from 'zod';
import { operation, page, pageQuery } from '../route.js';
import { identifier, instant } from '../values.js';
import { announcementTypes, channelsHttp, robotKinds } from './channels.js';
import { mailTimesHttp } from './mail-times.js';

export {
  announcementTypes,
  channelReference,
  type Robot,
  type RobotInput,
  robotKinds,
  type SendResult,
} from './channels.js';
export { type MailTimes, type MyMailTimes, mailTimes } from './mail-times.js';

/** What people are told about; each has a message in the three languages. */
export const notificationTypes = [
  'tasks_opened',
  'tasks_reminded',
  'tasks_urged',
  'tasks_escalated',
  'appraisal_returned',
  'appraisal_copied',
  'appraisal_commented',
  'tasks_handed_over',
  'substitute_named',
  'results_released',
  'appeal_answered',
  'results_rescored',
  'acceptance_deemed',
  'report_published',
  'cycle_state_changed',
  'late_rows_held',
  'scheduled_fetch_failed',
  'launch_checked',
  'launched_by_calendar',
  'launch_refused',
  'report_at_risk',
  'robot_failed',
] as const;
export const notificationType = z.enum(notificationTypes);
export type NotificationType = z.infer<typeof notificationType>;

export const channels = ['in_app', 'email'] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

/** What the delivery log tells of: news to people by their channels, and to groups by their platform's robot. */
export const deliveryTypes = [...new Set([...notificationTypes, ...announcementTypes])] as const;
export const deliveryType = z.enum(deliveryTypes);
export const deliveryChannels = [...channels, ...robotKinds] as const;
export const deliveryChannel = z.enum(deliveryChannels);

export const notification = z.strictObject({
  notificationId: identifier,
  type: notificationType,
  at: instant,
  readAt: instant.nullable(),
  /** In the reader's language. */
  title: z.string(),
  text: z.string(),
  /** Path inside the web app, e.g. `/tasks`. */
  link: z.string(),
});
export type Notification = z.infer<typeof notification>;

const preference = z.strictObject({ type: notificationType, channel, wanted: z.boolean() });
const unread = z.strictObject({ unread: z.int() });

export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'unconfirmed', 'skipped'] as const;
export const delivery = z.strictObject({
  deliveryId: identifier,
  eventId: identifier,
  type: deliveryType,
  /** null: a group, reached through `robot`. */
  recipientPersonId: identifier.nullable(),
  robot: z.strictObject({ robotId: identifier, name: z.string() }).nullable(),
  channel: deliveryChannel,
  state: z.enum(deliveryStates),
  attempts: z.int(),
  createdAt: instant,
  sentAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  /** Why it was skipped or failed, e.g. `no_address`, `not_wanted`, or the server's answer. */
  note: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const notificationsHttp = {
  listMine: operation({
    subject: 'notifications.listMine',
    method: 'GET',
    path: '/notifications',
    summary: 'What I was told, newest first',
    policy: { allow: 'signed_in' },
    query: z.strictObject({
      ...pageQuery /** 'true': only what I have not read. */,
      unreadOnly: z.enum(['true', 'false']).default('false'),
    }),
    reply: page(notification),
  }),
  unreadCount: operation({
    subject: 'notifications.unreadCount',
    method: 'GET',
    path: '/notifications/unread-count',
    summary: 'How many I have not read',
    policy: { allow: 'signed_in' },
    reply: unread,
  }),
  markRead: operation({
    subject: 'notifications.markRead',
    method: 'POST',
    path: '/notifications/:notificationId/read',
    summary: 'Marks one of mine as read',
    policy: { allow: 'signed_in' },
    params: z.strictObject({ notificationId: identifier }),
    reply: unread,
  }),
  markAllRead: operation({
    subject: 'notifications.markAllRead',
    method: 'POST',
    path: '/notifications/read',
    summary: 'Marks all of mine as read',
    policy: { allow: 'signed_in' },
    reply: unread,
  }),
  getPreferences: operation({
    subject: 'notifications.getPreferences',
    method: 'GET',
    path: '/notifications/preferences',
    summary: 'Which kinds reach me by which channel',
    policy: { allow: 'signed_in' },
    reply: z.strictObject({ preferences: z.array(preference) }),
  }),
  setPreferences: operation({
    subject: 'notifications.setPreferences',
    method: 'PUT',
    path: '/notifications/preferences',
    summary: 'Chooses which kinds reach me by which channel; what is not named stays as it is',
    policy: { allow: 'signed_in' },
    body: z.strictObject({
      preferences: z
        .array(preference)
        .min(1)
        .max(notificationTypes.length * channels.length),
    }),
    reply: z.strictObject({ preferences: z.array(preference) }),
  }),
  listDeliveries: operation({
    subject: 'notifications.listDeliveries',
    method: 'GET',
    path: '/notifications/deliveries',
    summary: 'The delivery log, newest first: whom an event reached by which channel, or why not',
    policy: { allow: ['administrator'] },
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(deliveryStates).optional(),
      channel: deliveryChannel.optional(),
      type: deliveryType.optional(),
      personId: identifier.optional(),
      robotId: identifier.optional(),
      eventId: identifier.optional(),
    }),
    reply: page(delivery),
  }),
  ...mailTimesHttp,
  ...channelsHttp,
} as const;
