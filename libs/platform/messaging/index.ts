export * from './call.js';
export * from './connection.js';
export * from './events.js';
export * from './files.js';
export * from './idempotent.js';
export * from './serves.js';
export * from './service-client.js';
