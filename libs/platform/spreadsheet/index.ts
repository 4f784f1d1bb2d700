export * from './limits.js';
export * from './read-table.js';
export * from './write-csv.js';
export * from './write-workbook.js';
