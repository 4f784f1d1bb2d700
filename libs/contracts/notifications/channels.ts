import { z } from 'zod';
import { operation } from '../route.js';
import { identifier, instant, locale, writtenText } from '../values.js';

/** Platforms whose chat groups can have a robot. */
export const robotKinds = ['feishu', 'dingtalk', 'wecom'] as const;
export const robotKind = z.enum(robotKinds);
export type RobotKind = z.infer<typeof robotKind>;

/** What a group can be told: about a cycle, never about a person, never a score. */
export const announcementTypes = [
  'cycle_launched',
  'collection_opened',
  'collection_closing',
  'review_opened',
  'review_closing',
  'cycle_late',
  'report_published',
  'cycle_closed',
  'cycle_cancelled',
  'late_rows_held',
] as const;
export const announcementType = z.enum(announcementTypes);
export type AnnouncementType = z.infer<typeof announcementType>;

/**
 * A webhook's address is as secret as its signing key: both are named, never written, and the service reads them from its own
 * environment. Only these names can be reached.
 */
export const channelReference = z.string().regex(/^env:KAOHE_CHANNEL_(?!ALLOW$)[A-Z0-9_]{1,80}$/, {
  error: 'a reference such as "env:KAOHE_CHANNEL_SALES_URL"',
});

const robotText = {
  name: writtenText(60),
  kind: robotKind,
  /** The whole webhook address. */
  address: channelReference,
  /** The signing key; null where the group's robot has none (always so in WeCom, whose address is the secret). */
  secret: channelReference.nullable(),
  locale,
  announcements: z.array(announcementType).min(1).max(announcementTypes.length),
  enabled: z.boolean(),
};
export const robotInput = z.strictObject(robotText);
export type RobotInput = z.infer<typeof robotInput>;

/** Why nothing can be sent as it is set up here, before the platform is asked. */
export const setupFaults = ['address_missing', 'address_invalid', 'secret_missing', 'host_not_allowed'] as const;

export const robot = z.strictObject({
  robotId: identifier,
  version: z.int(),
  ...robotText,
  fault: z.enum(setupFaults).nullable(),
  /** Since when the platform refuses; null: it does not. */
  failingSince: instant.nullable(),
  /** Messages that wait in its queue. */
  waiting: z.int(),
});
export type Robot = z.infer<typeof robot>;

/** What came of a message. `unconfirmed`: it was handed over and the answer was lost. */
export const sendStates = ['sent', 'later', 'refused', 'unconfirmed'] as const;
export const sendReasons = [
  'rate_limited',
  'busy',
  'unreachable',
  'no_answer',
  'wrong_signature',
  'unknown_robot',
  'keyword_missing',
  'sender_not_allowed',
  'content_refused',
  'not_set_up',
  'refused',
] as const;
export type SendReason = (typeof sendReasons)[number];
const sendResult = z.strictObject({
  state: z.enum(sendStates),
  reason: z.enum(sendReasons).nullable(),
  /** The other side's own words. */
  answer: z.string(),
});
export type SendResult = z.infer<typeof sendResult>;

const robotAddress = z.strictObject({ robotId: identifier });

export const channelsHttp = {
  getMailChannel: operation({
    subject: 'notifications.getMailChannel',
    method: 'GET',
    path: '/channels/mail',
    summary: 'The mail server and the sender, as the environment names them',
    policy: { allow: ['administrator'] },
    reply: z.strictObject({ server: z.string(), encrypted: z.boolean(), from: z.string() }),
  }),
  testMail: operation({
    subject: 'notifications.testMail',
    method: 'POST',
    path: '/channels/mail/tests',
    summary: 'Sends the caller a mail and answers what the mail server said',
    policy: { allow: ['administrator'] },
    reply: z.strictObject({ ...sendResult.shape, address: z.string() }),
    idempotent: true,
    timeoutMs: 90_000,
  }),
  listRobots: operation({
    subject: 'notifications.listRobots',
    method: 'GET',
    path: '/channels/robots',
    summary: 'The chat robots through which groups are told about cycles',
    policy: { allow: ['administrator'] },
    reply: z.strictObject({ items: z.array(robot) }),
  }),
  createRobot: operation({
    subject: 'notifications.createRobot',
    method: 'POST',
    path: '/channels/robots',
    summary: 'Adds a chat robot; its address and key are named, never sent',
    policy: { allow: ['administrator'] },
    body: robotInput,
    reply: robot,
    idempotent: true,
  }),
  updateRobot: operation({
    subject: 'notifications.updateRobot',
    method: 'PUT',
    path: '/channels/robots/:robotId',
    summary: 'Changes a chat robot, or switches it on or off',
    policy: { allow: ['administrator'] },
    params: robotAddress,
    body: robotInput,
    reply: robot,
    ifMatch: true,
  }),
  testRobot: operation({
    subject: 'notifications.testRobot',
    method: 'POST',
    path: '/channels/robots/:robotId/tests',
    summary: 'Sends a test message to the group and answers what the platform said',
    policy: { allow: ['administrator'] },
    params: robotAddress,
    reply: sendResult,
    idempotent: true,
    timeoutMs: 20_000,
  }),
} as const;
