// Runs in a thread of its own with a memory cap: a hostile file can only hurt this thread. Plain JavaScript, so that the
// thread loads it alike from the sources, from dist/ and under the test runner.
import { parentPort, workerData } from 'node:worker_threads';
import { inflateRawSync } from 'node:zlib';
import { Decimal } from 'decimal.js';
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';

const { limits } = workerData;
const content = Buffer.from(workerData.content);

class Refused extends Error {
  constructor(code, detail, values) {
    super(detail);
    this.answer = { code, detail, values };
  }
}

try {
  const sheets = content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')) ? await readWorkbook() : readText();
  parentPort.postMessage({ sheets });
} catch (error) {
  parentPort.postMessage({
    refused:
      error instanceof Refused
        ? error.answer
        : {
            code: 'spreadsheet.unreadable',
            detail: `The file cannot be read as XLSX or CSV (${error.message}); save it again as XLSX or CSV.`,
            values: {},
          },
  });
}

async function readWorkbook() {
  checkArchive();
  // One row and one column more than allowed, so that an excess is seen and refused instead of cut off.
  const range = `A1:${columnName(limits.columns)}${limits.rows + 2}`;
  const workbook = await readXlsx(content, { range, sheets: (sheet) => !sheet.hidden && !sheet.veryHidden });
  return workbook.sheets.map((sheet) => toTable(sheet.name, sheet.rows));
}

function readText() {
  const rows = parseCsv(decode(), { maxRows: limits.rows + 2 });
  return [toTable('CSV', rows)];
}

/** UTF-16 only by its mark; else UTF-8 where every byte fits, else GB18030, which Chinese Excel writes. */
function decode() {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      // The next encoding is tried.
    }
  }
  throw new Refused(
    'spreadsheet.encoding',
    'The file is neither UTF-8 nor GB18030 text; save it as CSV UTF-8 or as XLSX.',
    {},
  );
}

/**
 * Refuses archives that would unpack to more than they may: by what their directory says, and by unpacking under a cap, because
 * a directory may lie.
 */
function checkArchive() {
  const entries = centralDirectory();
  if (entries.length > limits.entries) throw tooLarge('entries', entries.length, limits.entries);
  let unpacked = 0;
  for (const entry of entries) {
    const data = content.subarray(entry.start, entry.start + entry.packed);
    const room = limits.bytesOut - unpacked;
    if (entry.unpacked > room) throw tooLarge('bytes', unpacked + entry.unpacked, limits.bytesOut);
    unpacked += entry.method === 0 ? data.length : inflatedSize(data, room);
    if (unpacked > limits.ratio * content.length) {
      throw tooLarge('ratio', Math.ceil(unpacked / content.length), limits.ratio);
    }
  }
}

function inflatedSize(data, room) {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, room) }).length;
  } catch (error) {
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('bytes', limits.bytesOut + 1, limits.bytesOut);
    throw error;
  }
}

function centralDirectory() {
  const end = content.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  if (end < 0 || end + 22 > content.length) throw new Error('no end of archive');
  const count = content.readUInt16LE(end + 10);
  // More than fits in these fields is ZIP64, and far above every limit.
  if (count === 0xffff) throw tooLarge('entries', count, limits.entries);
  const entries = [];
  for (let at = content.readUInt32LE(end + 16), no = 0; no < count; no += 1) {
    if (content.readUInt32LE(at) !== 0x02014b50) throw new Error('broken archive directory');
    if (content.readUInt16LE(at + 8) & 1) {
      throw new Refused('spreadsheet.encrypted', 'The file is protected by a password; save it without one.', {});
    }
    const local = content.readUInt32LE(at + 42);
    const headerLength = 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
    entries.push({
      method: content.readUInt16LE(at + 10),
      packed: content.readUInt32LE(at + 20),
      unpacked: content.readUInt32LE(at + 24),
      start: local + headerLength,
    });
    at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
}

/** First row with content = header; empty rows are left out; row numbers are the sheet's own, from 1. */
function toTable(name, rawRows) {
  const rows = [];
  for (const [index, raw] of rawRows.entries()) {
    const cells = raw.map((value, column) => textOf(value, index + 1, column + 1));
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    if (cells.length > limits.columns) throw tooLarge('columns', cells.length, limits.columns);
    if (cells.length > 0) rows.push({ rowNo: index + 1, cells });
    if (index > limits.rows && cells.length > 0) throw tooLarge('rows', index, limits.rows);
  }
  const [header, ...body] = rows;
  return { name, header: header?.cells ?? [], rows: body };
}

/** Every cell as the text a person would type: plain decimal digits, ISO dates. */
function textOf(value, row, column) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return new Decimal(value).toFixed();
  if (value instanceof Date) {
    const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  const text = String(value).trim();
  if (text.includes('\u0000') || !text.isWellFormed()) {
    throw new Refused(
      'spreadsheet.broken_text',
      `Row ${row}, column ${column} holds characters that are no text; type the cell again.`,
      { row, column },
    );
  }
  return text;
}

function tooLarge(what, seen, limit) {
  return new Refused(
    `spreadsheet.too_many_${what}`,
    `The file has ${seen} ${what}; at most ${limit} are read. Split it and send the parts.`,
    { seen, limit },
  );
}

function columnName(index) {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
