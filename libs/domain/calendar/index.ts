export * from './deadline.js';
export * from './period.js';
export * from './span.js';
export * from './working-calendar.js';
export * from './zone.js';
