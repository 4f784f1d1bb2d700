import type { Collection, OfficeSystem } from '../office/records.js';

export interface PageRequest {
  readonly from: string;
  readonly to: string;
  readonly cursor: number;
  readonly limit: number;
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const greatestLimit = 1000;

/** null: not a request this API understands. */
export function pageRequest(query: URLSearchParams): PageRequest | null {
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '';
  const cursor = Number(query.get('cursor') ?? '0');
  const limit = Number(query.get('limit') ?? '200');
  const wellFormed = isoDay.test(from) && isoDay.test(to) && Number.isInteger(cursor) && cursor >= 0;
  return wellFormed && Number.isInteger(limit) && limit >= 1
    ? { from, to, cursor, limit: Math.min(limit, greatestLimit) }
    : null;
}

/** One page of a collection's records of a period, with the totals as the system closed its one month: of a quarter or a year that holds it as well. */
export function pageOf(system: OfficeSystem, collection: Collection, { from, to, cursor, limit }: PageRequest) {
  const records = collection.records.filter((record) => {
    const day = String(record[collection.dateField]).slice(0, 10);
    return day >= from && day < to;
  });
  const next = cursor + limit < records.length ? String(cursor + limit) : null;
  return {
    items: records.slice(cursor, cursor + limit),
    next,
    totals: totalsOf(system.month, collection, from, to),
  };
}

function totalsOf(month: string, { totals }: Collection, from: string, to: string): Collection['totals'] {
  const monthEnd = addMonth(month);
  if (from <= month && to >= monthEnd) return totals;
  // Of a part of the month the system keeps none.
  if (from < monthEnd && to > month) return {};
  return Object.fromEntries(Object.keys(totals).map((measure) => [measure, 0]));
}

function addMonth(firstDay: string): string {
  const [year = 0, month = 1] = firstDay.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
