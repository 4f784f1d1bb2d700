import { z } from 'zod';
import { code, decimalString, localisedText } from '../values.js';

/**
 * A secret or an address that differs between installations is named, never written: the service reads it from its own
 * environment. Only these names can be reached, so that no configuration can send another secret somewhere.
 */
export const environmentReference = z
  .string()
  .regex(/^env:KAOHE_SOURCE_[A-Z0-9_]{1,80}$/, { error: 'a reference such as "env:KAOHE_SOURCE_ERP_URL"' });

/** A column of the row. In JSON rows a dot goes one level down: `owner.code`. Spreadsheet columns go by their header text. */
const column = z.string().min(1).max(200);

type Text = string;
/** What must hold of a row. An absent column, null and blank text are all "empty". Comparisons with an empty column do not hold. */
export type Condition =
  | { column: Text; equals: Text }
  | { column: Text; in: Text[] }
  | { column: Text; empty: boolean }
  /** The column as a number is at least / at most / below / above this. Text that is no number quarantines the row (`not_a_number`). */
  | { column: Text; atLeast: Text }
  | { column: Text; atMost: Text }
  | { column: Text; above: Text }
  | { column: Text; below: Text }
  /** The later time is not later than `hours` after the earlier one. A time without zone is taken in the company’s zone, a day as its first moment. */
  | { from: Text; to: Text; withinHours: Text }
  /** The time in `column` is not after the time in `notAfter`. */
  | { column: Text; notAfter: Text }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ column, equals: z.string().max(400) }),
    z.strictObject({ column, in: z.array(z.string().max(400)).min(1).max(200) }),
    z.strictObject({ column, empty: z.boolean() }),
    z.strictObject({ column, atLeast: decimalString }),
    z.strictObject({ column, atMost: decimalString }),
    z.strictObject({ column, above: decimalString }),
    z.strictObject({ column, below: decimalString }),
    z.strictObject({ from: column, to: column, withinHours: decimalString }),
    z.strictObject({ column, notAfter: column }),
    z.strictObject({ all: z.array(condition).min(1).max(20) }),
    z.strictObject({ any: z.array(condition).min(1).max(20) }),
    z.strictObject({ not: condition }),
  ]),
);

/** The number a row gives. An empty column quarantines the row (`missing_value`): guard it with `when`. */
export type ValueExpression =
  | { constant: Text }
  /** The column as a decimal number; a trailing `%` or thousands commas are not guessed away but quarantined. */
  | { column: Text }
  /** Hours from one time to the other, with six decimals. Negative when `to` is earlier. A time without zone is taken in the company’s. */
  | { hoursBetween: { from: Text; to: Text } }
  | { when: Condition; is: ValueExpression; otherwise: ValueExpression }
  /** Choices of a questionnaire: the column's text → a number; any other text is quarantined (`unknown_choice`). */
  | { choice: { column: Text; values: Record<string, Text> } }
  /** `value × by ÷ per`, e.g. 5-point answers to 0–100: `{ times: { value: {column:"score"}, by: "20" } }`; fen to yuan: per "100". */
  | { times: { value: ValueExpression; by?: Text; per?: Text } }
  | { sum: ValueExpression[] }
  | { difference: [ValueExpression, ValueExpression] };

export const valueExpression: z.ZodType<ValueExpression> = z.lazy(() =>
  z.union([
    z.strictObject({ constant: decimalString }),
    z.strictObject({ column }),
    z.strictObject({ hoursBetween: z.strictObject({ from: column, to: column }) }),
    z.strictObject({ when: condition, is: valueExpression, otherwise: valueExpression }),
    z.strictObject({
      choice: z.strictObject({ column, values: z.record(z.string().max(200), decimalString) }),
    }),
    z.strictObject({
      times: z.strictObject({
        value: valueExpression,
        by: decimalString.optional(),
        per: decimalString.refine((text) => !/^-?0+(\.0+)?$/.test(text), { error: 'not zero' }).optional(),
      }),
    }),
    z.strictObject({ sum: z.array(valueExpression).min(1).max(20) }),
    z.strictObject({ difference: z.tuple([valueExpression, valueExpression]) }),
  ]),
);

/** One observation that a row gives. A value outside `min`..`max` quarantines the row (`negative_not_allowed`, `out_of_range`). */
export const observationMapping = z.strictObject({
  /** The input it measures (docs/inputs.md); `{ column }`: the row names it (long tables), an undeclared one is quarantined (`unknown_input`). */
  input: z.union([code, z.strictObject({ column })]),
  value: valueExpression,
  /** The row gives this observation only when this holds; absent: always. */
  when: condition.optional(),
  /** Smallest value that can be right; null: any (growth, refunds). */
  min: decimalString.nullable().default('0'),
  /** Greatest value that can be right, e.g. "100" for scores. */
  max: decimalString.nullable().default(null),
  /** true: counts; a fraction quarantines the row (`not_whole`). */
  whole: z.boolean().default(false),
});
export type ObservationMapping = z.infer<typeof observationMapping>;

/** How the rows of one table, query, endpoint or sheet become observations. One row → all of its observations, or quarantine. */
export const rowMapping = z.strictObject({
  /** Columns that together identify a row inside the source: the same key again is a duplicate or, in a later batch, a correction. */
  rowKey: z.array(column).min(1).max(8),
  /** Column with the employee code. Case and blanks around it do not matter; nothing else is guessed. */
  employeeCode: column,
  /** Column with the day the row counts for. `date`: YYYY-MM-DD, YYYY/MM/DD or a spreadsheet date. `instant`: ISO 8601 with zone, made a day in the company's zone. `month`: YYYY-MM, counted on its first day. */
  occurredOn: z.strictObject({ column, as: z.enum(['date', 'instant', 'month']) }),
  /** Rows for which this does not hold are not this dataset's business (tests, drafts): counted as left out, not quarantined. */
  only: condition.optional(),
  observations: z.array(observationMapping).min(1).max(60),
});
export type RowMapping = z.infer<typeof rowMapping>;

const datasetFields = {
  datasetId: code,
  names: localisedText,
  mapping: rowMapping,
};

/** One query of a SQL source. `$1` is the period's first day, `$2` the day after its last (type date). Runs in a read-only transaction; columns arrive as PostgreSQL prints them, times in UTC. */
export const sqlDataset = z.strictObject({
  ...datasetFields,
  query: z.string().min(1).max(20_000),
  /** The source's own totals, by a query with the same parameters that answers rows (measure text, total numeric). A measure is an input id, or `rows`. */
  totalsQuery: z.string().min(1).max(20_000).optional(),
});

/** `page`: 1, 2, … until a page has fewer rows than `size`. `cursor`: the reply names the next page; absent or null ends. `link`: RFC 8288 `Link: <…>; rel="next"` on the same host. */
export const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('page'),
    pageParameter: z.string().default('page'),
    sizeParameter: z.string().default('size'),
    size: z.int().min(1).max(5_000).default(500),
  }),
  z.strictObject({
    kind: z.literal('cursor'),
    cursorParameter: z.string().default('cursor'),
    /** Dotted path to the next cursor in the reply. */
    nextPath: z.string().default('next'),
    /** A page size to ask for, if the server takes one. */
    sizeParameter: z.string().optional(),
    size: z.int().min(1).max(5_000).default(500),
  }),
  z.strictObject({ kind: z.literal('link') }),
]);

/** One list endpoint of an HTTP source. JSON numbers with more than 15 significant digits are quarantined (`imprecise_number`): send such figures as strings. */
export const httpDataset = z.strictObject({
  ...datasetFields,
  /** Below the source's base address, e.g. `/api/touches`. */
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/)
    .max(400),
  /** Query parameters. `{from}` and `{to}` stand for the period's first day and the day after its last, `{toInclusive}` for its last, `{fromInstant}` and `{toInstant}` for the same as UTC instants. */
  query: z.record(z.string().max(100), z.string().max(400)).default({}),
  /** Dotted path to the array of rows in the reply; "" when the reply is the array. */
  itemsPath: z.string().max(200).default('items'),
  paging: paging.default({ kind: 'none' }),
  /** Where the first page's reply states the source's own totals: measure (an input id, or `rows`) → dotted path. */
  totals: z.record(z.string().max(100), z.string().max(200)).optional(),
});

/** One sheet (or CSV file) of an uploaded file. A table is this dataset's when its sheet has one of `sheets` as name, else when it has every column the mapping reads. */
export const fileDataset = z.strictObject({
  ...datasetFields,
  sheets: z.array(z.string().min(1).max(31)).max(10).default([]),
  /** Columns of the template that is offered for download, in order, with an example each; must contain every column the mapping reads. */
  columns: z
    .array(z.strictObject({ header: column, example: z.string().max(200).default('') }))
    .min(1)
    .max(64),
  /** A sheet of that name in the same file with two columns (measure, total): the source's own totals. A measure is an input id, or `rows`. */
  totalsSheet: z.string().max(31).optional(),
});

const sourceFields = {
  /**
   * `snapshot`: each batch is everything the source has for the period; a row that is no longer delivered is withdrawn.
   * `append`: each batch adds rows or corrects rows with the same key (usual for uploads).
   */
  mode: z.enum(['snapshot', 'append']),
  /** Every input this source may deliver; a mapping to any other is refused. */
  inputs: z.array(code).min(1).max(200),
};

/** PostgreSQL, read through a cursor. */
export const sqlSource = z.strictObject({
  kind: z.literal('sql'),
  ...sourceFields,
  /** Reference to the connection URL, e.g. `env:KAOHE_SOURCE_ERP_URL`. The login should have SELECT only. */
  connection: environmentReference,
  statementTimeoutMs: z.int().min(1_000).max(600_000).default(120_000),
  datasets: z.array(sqlDataset).min(1).max(40),
});

export const httpSource = z.strictObject({
  kind: z.literal('http'),
  ...sourceFields,
  /** `https://…` or a reference. The host (and port) must be on the installation's allow-list; redirects are not followed. */
  baseUrl: z.union([environmentReference, z.url({ protocol: /^https?$/ })]),
  auth: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('none') }),
    z.strictObject({ type: z.literal('bearer'), token: environmentReference }),
    z.strictObject({ type: z.literal('basic'), username: environmentReference, password: environmentReference }),
  ]),
  /** For each request. */
  timeoutMs: z.int().min(100).max(120_000).default(15_000),
  /** Tries of one request: 5xx, 429 (after its Retry-After), lost connections and time-outs are tried again; other 4xx are not. */
  maxAttempts: z.int().min(1).max(10).default(5),
  /** A source that never ends is stopped here, with an error. */
  maxPages: z.int().min(1).max(100_000).default(10_000),
  datasets: z.array(httpDataset).min(1).max(40),
});

/** XLSX or CSV (UTF-8 or GB18030), uploaded by the source's data owner. */
export const fileSource = z.strictObject({
  kind: z.literal('file'),
  ...sourceFields,
  datasets: z.array(fileDataset).min(1).max(40),
});

interface Contradiction {
  readonly message: string;
  /** For those who say it in another language. */
  readonly params: { readonly contradiction: 'dataset_twice' | 'input_undeclared'; datasetId: string; input?: string };
}

function contradictionIn(source: {
  inputs: string[];
  datasets: { datasetId: string; mapping: RowMapping }[];
}): Contradiction | null {
  const declared = new Set(source.inputs);
  const seen = new Set<string>();
  for (const { datasetId, mapping } of source.datasets) {
    if (seen.has(datasetId)) {
      const params = { contradiction: 'dataset_twice', datasetId } as const;
      return { message: `dataset ${datasetId} appears twice`, params };
    }
    seen.add(datasetId);
    for (const { input } of mapping.observations) {
      if (typeof input !== 'string' || declared.has(input)) continue;
      const params = { contradiction: 'input_undeclared', datasetId, input } as const;
      return { message: `dataset ${datasetId} maps to the input ${input}, which "inputs" does not declare`, params };
    }
  }
  return null;
}

export const sourceConfig = z
  .discriminatedUnion('kind', [sqlSource, httpSource, fileSource])
  .superRefine((source, context) => {
    const contradiction = contradictionIn(source);
    if (contradiction) context.addIssue({ code: 'custom', path: ['datasets'], ...contradiction });
  });
export type SourceConfig = z.output<typeof sourceConfig>;
export type SqlSourceConfig = z.output<typeof sqlSource>;
export type HttpSourceConfig = z.output<typeof httpSource>;
export type FileSourceConfig = z.output<typeof fileSource>;
export type SqlDataset = z.output<typeof sqlDataset>;
export type HttpDataset = z.output<typeof httpDataset>;
export type FileDataset = z.output<typeof fileDataset>;

/** A source as a file: what `apps/demo-office/sources/*.json` hold and `POST /sources` takes. */
export const sourceDefinition = z.strictObject({
  sourceId: code,
  names: localisedText,
  configuration: sourceConfig,
});
export type SourceDefinition = z.output<typeof sourceDefinition>;

/** Why a row is held back. Stable: screens translate them. */
export const quarantineReasons = [
  'unknown_person',
  'ambiguous_person',
  'no_assignment',
  'ambiguous_assignment',
  'unknown_input',
  'missing_value',
  'missing_key',
  'not_a_number',
  'imprecise_number',
  'not_whole',
  'negative_not_allowed',
  'out_of_range',
  'unknown_choice',
  'not_a_date',
  'not_a_time',
  'out_of_period',
  'duplicate_row',
  'conflicting_rows',
  'late',
] as const;
export const quarantineReason = z.enum(quarantineReasons);
export type QuarantineReason = (typeof quarantineReasons)[number];
