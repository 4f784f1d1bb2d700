import { z } from 'zod';

/** What every process reads from its environment. A service adds its own with `loadConfig(schema)`; nothing else reads `process.env`. */
export const serviceConfig = z.object({
  /** Connection URL of the service's own login role. */
  KAOHE_SERVICE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  NATS_URL: z.string().min(1),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  KAOHE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** Address to listen on, else the loopback interface; a container, which its neighbours must reach, sets 0.0.0.0. */
  KAOHE_HOST: z.string().optional(),
  /** Port of the process's own health endpoint. */
  KAOHE_HEALTH_PORT: z.coerce.number().int().min(0).max(65535),
});
export type ServiceConfig = z.infer<typeof serviceConfig>;

export class ConfigurationError extends Error {}

/** Parses the environment once; a wrong or missing variable stops the boot with its name. */
export function loadConfig<S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(
    `The environment is not complete.\n  ${problems.join('\n  ')}\nSet these variables and start again.`,
  );
}
