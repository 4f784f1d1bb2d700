import type { HttpDataset } from '../../../../libs/contracts/metrics/source-config.js';
import { valueAt } from '../mapping/row.js';
import type { JsonReply } from './http-get.js';

/** The address of the first page. */
export function firstPage(url: URL, { paging }: HttpDataset): URL {
  const first = new URL(url);
  if (paging.kind === 'page') {
    first.searchParams.set(paging.pageParameter, '1');
    first.searchParams.set(paging.sizeParameter, String(paging.size));
  }
  if (paging.kind === 'cursor' && paging.sizeParameter)
    first.searchParams.set(paging.sizeParameter, String(paging.size));
  return first;
}

/** The address of the page after this one; null after the last. */
export function nextPage(current: URL, reply: JsonReply, rows: number, { paging }: HttpDataset): URL | null {
  switch (paging.kind) {
    case 'none':
      return null;
    case 'page': {
      if (rows < paging.size) return null;
      const pageNo = Number(current.searchParams.get(paging.pageParameter)) + 1;
      return withParameter(current, paging.pageParameter, String(pageNo));
    }
    case 'cursor': {
      const cursor = valueAt(reply.body, paging.nextPath);
      if (cursor === null || cursor === undefined || cursor === '') return null;
      return withParameter(current, paging.cursorParameter, String(cursor));
    }
    case 'link': {
      const next = linkNext(reply.link);
      return next === null ? null : new URL(next, current);
    }
  }
}

function withParameter(url: URL, name: string, value: string): URL {
  const next = new URL(url);
  next.searchParams.set(name, value);
  return next;
}

function linkNext(header: string | undefined): string | null {
  for (const part of header?.split(/,(?=\s*<)/) ?? []) {
    const match = /^\s*<([^>]*)>(.*)$/.exec(part);
    if (match && /;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(match[2] ?? '')) return match[1] ?? null;
  }
  return null;
}
