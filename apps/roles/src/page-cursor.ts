import { Problem } from '../../../libs/platform/http/index.js';

/** Opaque to callers: the key of the last row of a page. */
export const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');

export function keyOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (key !== '' && cursorOf(key) === cursor) return key;
  throw new Problem(400, 'request.cursor_invalid', 'The cursor is not one of ours; read the first page again.');
}

/** A page was read with one row more than asked for: it tells whether there is a next one. */
export function pageOf<Row extends { key: string }, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last ? cursorOf(last.key) : null };
}

/** Text as it stands inside a LIKE pattern. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
