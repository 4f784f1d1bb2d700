import { type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomStrategy } from '@nestjs/microservices';
import type { Logger } from 'pino';
import type { ServiceConfig } from '../config/config.js';
import { natsConnectionOptions } from '../messaging/connection.js';
import { DrainingNatsServer } from '../messaging/draining-server.js';
import { createLogger, createProcessLogger, NestLogger } from '../telemetry/logger.js';

export interface ServiceStart {
  readonly name: string;
  /** A Nest module; its controllers answer the service's subjects, its `/health` controller the supervisor. */
  readonly module: Type<unknown> | { module: Type<unknown> };
  readonly config: ServiceConfig;
}

/** Boots one service: NATS in, health out, graceful stop on SIGTERM and SIGINT. */
export async function startService({
  name,
  module,
  config,
}: ServiceStart): Promise<{ app: INestApplication; logger: Logger }> {
  const logger = createProcessLogger(name, config.KAOHE_LOG_LEVEL);
  const app = await NestFactory.create(module, { logger: new NestLogger(logger), abortOnError: false });
  app.connectMicroservice<CustomStrategy>({
    strategy: new DrainingNatsServer({
      ...natsConnectionOptions(config, name),
      // Instances of one service share the work.
      queue: name,
    }),
  });
  app.enableShutdownHooks();
  await app.startAllMicroservices();
  await app.listen(config.KAOHE_HEALTH_PORT, config.KAOHE_HOST ?? '127.0.0.1');
  logger.info({ pid: process.pid }, 'ready');
  return { app, logger };
}

/** A boot that fails ends the process with the reason on one line: the supervisor shows it and tries again. */
export function runMain(name: string, main: () => Promise<unknown>): void {
  main().catch((error: unknown) => {
    createLogger(name).fatal(
      { err: error instanceof Error ? { message: error.message, stack: error.stack } : String(error) },
      'did not start',
    );
    process.exit(1);
  });
}
