import { z } from 'zod';
import { serviceConfig } from '../../../libs/platform/config/index.js';

export const notificationsConfig = serviceConfig.extend({
  /** The company's mail server, e.g. `smtps://user:password@mail.example.com`. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** Whom mails come from. */
  KAOHE_MAIL_FROM: z.string().min(3).default('Kaohe <kaohe@localhost>'),
  /** Where people reach Kaohe; links in mails begin with it. */
  KAOHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
});
export type NotificationsConfig = z.infer<typeof notificationsConfig>;
export const NOTIFICATIONS_CONFIG = Symbol('NOTIFICATIONS_CONFIG');
