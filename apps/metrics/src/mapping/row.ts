import { createHash } from 'node:crypto';
import type { QuarantineReason } from '../../../../libs/contracts/metrics/source-config.js';

/** One row as a connector read it. */
export interface SourceRow {
  readonly datasetId: string;
  /** In the order of delivery; in files, the number people see in the sheet. */
  readonly rowNo: number;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Why a row does not fit, with what was seen. */
export class RowProblem extends Error {
  constructor(
    readonly reason: QuarantineReason,
    readonly detail: Readonly<Record<string, unknown>>,
  ) {
    super(reason);
  }
}

/** Text of a column; '' when it is absent, null or blank. A dotted name goes into nested objects unless the name itself is a key. */
export function textOf(raw: SourceRow['raw'], column: string): string {
  const value = Object.hasOwn(raw, column) ? raw[column] : valueAt(raw, column);
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return numberText(value, column);
  if (typeof value === 'boolean') return String(value);
  return JSON.stringify(value);
}

export function hasColumn(raw: SourceRow['raw'], column: string): boolean {
  return Object.hasOwn(raw, column) || valueAt(raw, column) !== undefined;
}

export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  let at = value;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** JSON numbers passed through a binary fraction: up to 15 significant digits they are what the source wrote. */
function numberText(value: number, column: string): string {
  const text = String(value);
  const significant = text.replace(/[-.]/g, '').replace(/^0+/, '');
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : significant.length <= 15 && !text.includes('e');
  if (!exact) throw new RowProblem('imprecise_number', { column, seen: text });
  return text;
}

/** Without what PostgreSQL cannot store: NUL becomes its visible sign, half characters the replacement sign. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\u2400');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [String(storable(key)), storable(one)]));
  return value;
}

/** The same content is the same text, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

export const sha256Of = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Of a batch: over its rows' hashes in sorted order, because a source owes us no order. */
export function batchHash(rowHashes: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const one of [...rowHashes].sort(Buffer.compare)) hash.update(one);
  return hash.digest();
}
