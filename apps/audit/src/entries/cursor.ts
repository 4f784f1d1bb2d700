import { z } from 'zod';
import { Problem } from '../../../../libs/platform/http/index.js';

/** Opaque to callers: the last entry of a page. Entry ids begin with their time, so pages stay where they are while entries are added. */
export const cursorOf = (entryId: string): string =>
  Buffer.from(entryId.replaceAll('-', ''), 'hex').toString('base64url');

export function entryIdOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  const id = z.guid().safeParse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  if (id.success) return id.data;
  throw new Problem(400, 'request.cursor_invalid', 'The cursor is not one of ours; read the first page again.');
}
