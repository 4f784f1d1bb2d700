export * from './client.js';
export * from './codec.js';
export * from './config.js';
export * from './data-converter.js';
export * from './interceptors.js';
export * from './runtime.js';
export * from './worker-process.js';
