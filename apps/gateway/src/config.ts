import { z } from 'zod';
import { serviceConfig } from '../../../libs/platform/config/index.js';

const parts = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .filter(Boolean)
      .map((entry) => entry.split('=')),
  )
  .pipe(z.array(z.tuple([z.string(), z.url()])));

export const gatewayConfig = serviceConfig.omit({ KAOHE_SERVICE_DATABASE_URL: true, KAOHE_HEALTH_PORT: true }).extend({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Address to listen on; a container sets 0.0.0.0. */
  KAOHE_HOST: z.string().default('127.0.0.1'),
  /** Health endpoints of the parts, `name=url,name=url`: `/api/health` is well only when all are. */
  KAOHE_PARTS: parts.default([]),
  /** How many reverse proxies stand in front: their forwarded address is believed. */
  KAOHE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Folder of the built web app, below the project's root. */
  KAOHE_WEB_FOLDER: z.string().default('dist/web'),
});
export type GatewayConfig = z.infer<typeof gatewayConfig>;
