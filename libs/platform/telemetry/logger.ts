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

let ofProcess = pino({ level: 'silent' });

/** Of a process that serves: what plumbing says of each request, event and activity goes here, with the ids of the click behind it. */
export function createProcessLogger(service: string, level?: string): Logger {
  ofProcess = createLogger(service, level);
  return ofProcess;
}
export const processLogger = (): Logger => ofProcess;

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
