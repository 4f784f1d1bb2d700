import { z } from 'zod';
import { loadConfig, serviceConfig } from '../../../libs/platform/config/index.js';

const schema = serviceConfig.extend({
  /** The company's mail server, e.g. `smtps://user:password@mail.example.com`. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** Whom mails come from. */
  KAOHE_MAIL_FROM: z.string().min(3).default('Kaohe <kaohe@localhost>'),
  /** Where people reach Kaohe; links in mails begin with it. */
  KAOHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  /**
   * Where chat robots may be besides the platforms' own hosts (a private installation): `host` or `host:port`, and address ranges
   * such as `10.20.0.0/16` that may be reached although they are private; separated by commas.
   */
  KAOHE_CHANNEL_ALLOW: z.string().default(''),
});
export type NotificationsConfig = z.infer<typeof schema> & { readonly channelEnvironment: ChannelEnvironment };
export const NOTIFICATIONS_CONFIG = Symbol('NOTIFICATIONS_CONFIG');

/** The variables that chat robots may refer to, by name. */
export type ChannelEnvironment = Readonly<Record<string, string>>;

export function notificationsConfig(env: NodeJS.ProcessEnv = process.env): NotificationsConfig {
  return { ...loadConfig(schema, env), channelEnvironment: channelEnvironmentOf(env) };
}

const channelEnvironmentOf = (env: NodeJS.ProcessEnv): ChannelEnvironment =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith('KAOHE_CHANNEL_') && name !== 'KAOHE_CHANNEL_ALLOW' && value ? [[name, value] as const] : [],
    ),
  );
