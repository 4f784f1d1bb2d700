export { readZip, ZipError } from './read-zip.js';
export { writeZip, type ZipEntry } from './write-zip.js';
