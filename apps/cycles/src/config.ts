import { z } from 'zod';
import { loadConfig, serviceConfig } from '../../../libs/platform/config/index.js';
import { temporalConfig } from '../../../libs/platform/temporal/index.js';

const workerSchema = serviceConfig.extend(temporalConfig.shape);
const serviceSchema = workerSchema.extend({
  /** 32 bytes in base64: what signs what is handed over to payroll. */
  KAOHE_PAYROLL_KEY: z.base64().length(44),
});
export type CyclesConfig = z.infer<typeof serviceSchema>;
export type CyclesWorkerConfig = z.infer<typeof workerSchema>;

export const cyclesConfig = (env: NodeJS.ProcessEnv = process.env): CyclesConfig => loadConfig(serviceSchema, env);
export const cyclesWorkerConfig = (env: NodeJS.ProcessEnv = process.env): CyclesWorkerConfig =>
  loadConfig(workerSchema, env);
