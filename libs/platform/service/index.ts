export * from './health.js';
export * from './start-service.js';
