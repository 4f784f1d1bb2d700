import { z } from 'zod';
import { loadConfig, serviceConfig } from '../../../libs/platform/config/index.js';

const schema = serviceConfig.extend({
  /**
   * Where HTTP sources may be: `host` or `host:port`, and address ranges such as `10.20.0.0/16` that may be reached although they
   * are private; separated by commas. Empty: nowhere.
   */
  KAOHE_CONNECTOR_ALLOW: z.string().default(''),
});
export type MetricsConfig = z.infer<typeof schema> & { readonly sourceEnvironment: SourceEnvironment };

/** The variables that configurations of sources may refer to, by name. */
export type SourceEnvironment = Readonly<Record<string, string>>;

export function metricsConfig(env: NodeJS.ProcessEnv = process.env): MetricsConfig {
  return { ...loadConfig(schema, env), sourceEnvironment: sourceEnvironmentOf(env) };
}

const sourceEnvironmentOf = (env: NodeJS.ProcessEnv): SourceEnvironment =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      name.startsWith('KAOHE_SOURCE_') && value ? [[name, value] as const] : [],
    ),
  );
