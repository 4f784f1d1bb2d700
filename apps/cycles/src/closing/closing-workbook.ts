import type { ClosingException, ClosingExceptionKind } from '../../../../libs/contracts/cycles/http.js';
import type { Locale } from '../../../../libs/contracts/values.js';
import { type OutputCell, type OutputSheet, writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import { type ReportText, reportText } from '../reports/report-text.js';

/** A sheet for each kind of exception that there is one of. */
export function closingWorkbook(
  exceptions: readonly { readonly kind: ClosingExceptionKind; readonly items: readonly ClosingException[] }[],
  { locale, timeZone, madeAt }: { readonly locale: Locale; readonly timeZone: string; readonly madeAt: Date },
): Promise<Buffer> {
  const text = reportText(locale, timeZone);
  const summary: OutputSheet = {
    name: text.say('closing.title'),
    header: [text.say('closing.kind'), text.say('report.people')],
    rows: exceptions.map(({ kind, items }) => [text.say(`closing.${kind}`), { number: String(items.length) }]),
  };
  const sheets = exceptions
    .filter(({ items }) => items.length > 0)
    .map(({ kind, items }) => sheetOf(kind, items, text));
  return writeWorkbook([summary, ...sheets], madeAt);
}

const columns = ['code', 'name', 'kpi', 'state', 'before', 'after', 'reason', 'by', 'at', 'dueAt'] as const;

const sheetOf = (kind: ClosingExceptionKind, items: readonly ClosingException[], text: ReportText): OutputSheet => ({
  name: text.say(`closing.${kind}`),
  header: columns.map((column) => text.say(`column.${column}`)),
  rows: items.map((item) => rowOf(kind, item, text)),
});

const rowOf = (kind: ClosingExceptionKind, item: ClosingException, text: ReportText): OutputCell[] => [
  item.employeeCode,
  item.name,
  item.kpiNames && text.name(item.kpiNames),
  item.state && text.say(`${wordsOf[kind] ?? 'stage'}.${item.state}`),
  kind === 'regraded' ? item.before : numberOf(item.before),
  kind === 'regraded' ? item.after : numberOf(item.after),
  item.reason,
  item.by?.name ?? null,
  item.at && text.instant(item.at),
  item.dueAt && text.instant(item.dueAt),
];

/** What the state of an exception is said with; a stage unless it is named here. */
const wordsOf: Partial<Record<ClosingExceptionKind, string>> = { missing_data: 'state', appealed: 'appeal' };

const numberOf = (decimal: string | null): OutputCell => (decimal === null ? null : { number: decimal });
