import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const rotateAboveBytes = 20 * 1024 * 1024;

/**
 * The process's file below `logs/`; a large one of an earlier start is kept once, as `.1`.
 * @param {string} dataDir @param {string} name
 */
export function openLog(dataDir, name) {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const path = join(dataDir, 'logs', `${name}.log`);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > rotateAboveBytes) renameSync(path, `${path}.1`);
  return { path, fd: openSync(path, 'a', 0o600) };
}

/**
 * Writes a stream's lines as JSON: JSON objects as they come, anything else (a stack trace, a warning of Node) wrapped.
 * @param {import('node:stream').Readable} stream @param {string} path @param {string} name @param {(line: string) => void} [onLine]
 */
export function collectLines(stream, path, name, onLine) {
  createInterface({ input: stream }).on('line', (line) => {
    appendFileSync(
      path,
      `${line.startsWith('{') ? line : JSON.stringify({ level: 40, time: new Date().toISOString(), service: name, msg: line })}\n`,
    );
    onLine?.(line);
  });
}

/** The end of a log since `from`, for the message about a process that died. @param {string} path @param {number} from */
export function tail(path, from, lines = 12) {
  // The data folder may have been removed under the process.
  if (!existsSync(path)) return '(no log)';
  const fd = openSync(path, 'r');
  try {
    const size = fstatSync(fd).size;
    const start = Math.max(from, size - 16_384);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    readSync(fd, buffer, 0, buffer.length, start);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    closeSync(fd);
  }
}
