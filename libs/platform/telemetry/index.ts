export * from './call-context.js';
export * from './logger.js';
