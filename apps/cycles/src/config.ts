import type { z } from 'zod';
import { loadConfig, serviceConfig } from '../../../libs/platform/config/index.js';
import { temporalConfig } from '../../../libs/platform/temporal/index.js';

const schema = serviceConfig.extend(temporalConfig.shape);
export type CyclesConfig = z.infer<typeof schema>;

/** Of the service and of its worker: the same, each with a health port of its own. */
export const cyclesConfig = (env: NodeJS.ProcessEnv = process.env): CyclesConfig => loadConfig(schema, env);
