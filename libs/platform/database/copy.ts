import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Transaction } from './database.js';

export type CopyValue = string | number | boolean | null | readonly string[];

/**
 * Moves rows into a table by COPY, inside the transaction. Values are text as PostgreSQL reads it; null is NULL. PostgreSQL refuses COPY
 * into a table under row-level security: copy into a temporary table and INSERT … SELECT from there.
 */
export async function copyInto(
  transaction: Transaction,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const client = (await transaction.runner.connect()) as Client;
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(chunks(rows)), stream);
}

/** Lines joined to about 64 KiB: one write a row would cost a system call a row. */
function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(copyText).join('\t')}\n`;
    if (chunk.length >= 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);

function copyText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (Array.isArray(value)) return escaped(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
  return escaped(String(value));
}
