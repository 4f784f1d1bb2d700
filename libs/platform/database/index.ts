export * from './copy.js';
export * from './database.js';
export * from './migrate.js';
