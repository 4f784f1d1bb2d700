import { z } from 'zod';
import { serviceConfig } from '../../../libs/platform/config/index.js';

export const rolesConfig = serviceConfig;

/** What the operators' commands read. */
export const commandConfig = serviceConfig.pick({ KAOHE_SERVICE_DATABASE_URL: true }).extend({
  /** The first administrator's password; without it one is made and printed once. */
  KAOHE_DEMO_PASSWORD: z.string().min(1).optional(),
});
