import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../config/project-root.js';

/** What a process that speaks to Temporal reads from its environment, beside `serviceConfig`. */
export const temporalConfig = z.object({
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('kaohe'),
  /** 32 bytes in base64. After a rotation: the new key, then the earlier ones, separated by commas. */
  KAOHE_CODEC_KEY: z.string().min(1),
});
export type TemporalConfig = z.infer<typeof temporalConfig>;

/** Temporal loads some modules by path, into its sandbox too; processes run from dist, tests name the source folder. */
export const compiledCode = (path: string): string => join(projectRoot, 'dist', path);
