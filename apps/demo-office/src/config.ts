import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../libs/platform/config/index.js';

/** The seed the README's figures are of. */
export const defaultSeed = 20261001;

export const dataFolder = z.string().min(1).default(join(projectRoot, '.kaohe'));

export const generateConfig = z.object({
  KAOHE_DATA: dataFolder,
  /** The cluster's owner: creates the database `erp` beside Kaohe's own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  KAOHE_DEMO_SEED: z.coerce.number().int().min(0).default(defaultSeed),
  /** Password of the read-only login Kaohe gets. */
  KAOHE_DEMO_ERP_PASSWORD: z.string().min(8),
});

export const officeServerConfig = z.object({
  KAOHE_DATA: dataFolder,
  PORT: z.coerce.number().int().min(0).max(65535),
  KAOHE_DEMO_SMTP_PORT: z.coerce.number().int().min(0).max(65535),
  /** What Kaohe must send as bearer token. */
  KAOHE_DEMO_OFFICE_TOKEN: z.string().min(8),
});

export const setUpConfig = z.object({
  KAOHE_DATA: dataFolder,
  /** Where Kaohe is reached, e.g. `http://127.0.0.1:8080`. */
  KAOHE_ADDRESS: z.url({ protocol: /^https?$/ }),
  KAOHE_DEMO_ADMIN: z.string().default('admin'),
  /** Of everybody in the demo company. */
  KAOHE_DEMO_PASSWORD: z.string().min(10),
});

export const demoConfig = setUpConfig.extend({
  /** The cluster's owner: the figures are computed a second time in the database `erp`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
});

/** Where everything generated lies. */
export const officeFolder = (data: string): string => join(data, 'office');
