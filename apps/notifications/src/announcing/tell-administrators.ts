import { z } from 'zod';
import { sendReasons } from '../../../../libs/contracts/notifications/channels.js';
import { eventType } from '../../../../libs/contracts/route.js';

/** Of this service's own making: written into its table of announcements, never sent over the bus. */
export const robotFailed = eventType(
  'notifications.robot_failed',
  z.strictObject({ name: z.string(), reason: z.enum(sendReasons) }),
);
export const robotFailedType = robotFailed.type;
