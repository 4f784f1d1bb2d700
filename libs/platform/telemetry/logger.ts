import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { currentCall } from './call-context.js';

/** Values that never reach a log, whatever object they ride in. */
const redactedKeys = [
  'password',
  'cookie',
  'authorization',
  'secret',
  'token',
  'score',
  'total',
  'comment',
  'reason',
  'body',
];
const redactedPaths = redactedKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

export function createLogger(service: string, level = 'info'): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactedPaths, censor: '[redacted]' },
    mixin: () => ({ ...currentCall() }),
  });
}

/** Nest's own messages through pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
}
