import { z } from 'zod';
import { Problem } from '../../../libs/platform/http/index.js';

const id = z.guid();

/** Opaque to callers: the id of a page's last row. */
export const cursorOf = (rowId: string): string => Buffer.from(rowId).toString('base64url');

export function idOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const parsed = id.safeParse(Buffer.from(cursor, 'base64url').toString());
  if (parsed.success) return parsed.data;
  throw new Problem(400, 'request.cursor_invalid', 'The cursor is not one of ours; read the first page again.');
}

/** A page was read with one row more than asked for: it tells whether there is a next one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  idOfRow: (row: Row) => string,
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last ? cursorOf(idOfRow(last)) : null };
}
