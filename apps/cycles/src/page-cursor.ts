import { Problem } from '../../../libs/platform/http/index.js';

/** Opaque to callers: the key of the last row of a page. */
export const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');

/** null: the first page. `pattern` is what a key of this list looks like, so that nothing else reaches SQL; its groups are the key's parts. */
export function keyOf(cursor: string | undefined, pattern: RegExp): readonly string[] | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString();
  const parts = pattern.exec(key);
  if (parts && cursorOf(key) === cursor) return parts.slice(1);
  throw new Problem(400, 'request.cursor_invalid', 'The cursor is not one of ours; read the first page again.');
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
export const uuidKey = new RegExp(`^(${uuid})$`);
/** Microseconds since 1970: PostgreSQL's own precision, so that no row falls between two pages. */
export const instantKey = new RegExp(`^(\\d{1,17})/(${uuid})$`);
export const copyKey = new RegExp(`^([01])/(\\d{1,17})/(${uuid})$`);
export const numberKey = new RegExp(`^(-?\\d{1,20}(?:\\.\\d{1,34})?)/(${uuid})$`);
export const textKey = new RegExp(`^([^\\0]{1,200})/(${uuid})$`);

/** A page was read with one row more than asked for: it tells whether there is a next one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => string,
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last ? cursorOf(key(last)) : null };
}
