import { z } from 'zod';
import { fileReference, operation, page, pageQuery } from '../route.js';
import { code, identifier, instant, localisedText } from '../values.js';
import { cycleParams, personName } from './parts.js';

/** What a cycle closes in spite of; whoever signs it off has had the chance to read it. */
export const closingExceptionKinds = [
  'excluded',
  'no_total',
  'adjusted',
  'missing_data',
  'returned',
  'rescored',
  'regraded',
  'appealed',
  'decided_late',
  'deemed',
] as const;
export type ClosingExceptionKind = (typeof closingExceptionKinds)[number];
const kind = z.enum(closingExceptionKinds);

const closingException = z.strictObject({
  kind,
  appraisalId: identifier,
  employeeCode: z.string(),
  name: z.string(),
  /** Of the score line it is about. */
  kpiNames: localisedText.nullable(),
  /** The stage; how a line without figures was counted; what became of an appeal. */
  state: z.string().nullable(),
  /** A score, total or grade: before and after. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
  by: personName.nullable(),
  at: instant.nullable(),
  /** When it was due, of what came late. */
  dueAt: instant.nullable(),
});
export type ClosingException = z.infer<typeof closingException>;

const payrollFile = z.strictObject({
  fileNo: z.int().min(1),
  madeAt: instant,
  madeBy: personName,
  people: z.int(),
  /** Of the payroll document, lower-case hex; in the history too. */
  sha256: z.string(),
  keyId: z.string(),
});
export type PayrollFile = z.infer<typeof payrollFile>;

const overseers = { allow: ['hr', 'auditor'] } as const;

export const closingHttp = {
  closing: operation({
    subject: 'cycles.closing',
    method: 'GET',
    path: '/cycles/:cycleId/closing',
    summary: 'What a cycle closes with: how many exceptions of each kind, how its sources ended, what went to payroll',
    policy: overseers,
    params: cycleParams,
    reply: z.strictObject({
      exceptions: z.array(z.strictObject({ kind, count: z.int() })),
      sources: z.array(
        z.strictObject({
          sourceId: code,
          /** Rows that were not used. */
          held: z.int(),
          /** null: the source states no totals of its own. */
          reconciled: z.boolean().nullable(),
          signedOff: z.boolean(),
        }),
      ),
      payrollFiles: z.array(payrollFile),
      /** Whether the reader may make one now. */
      canMakePayrollFile: z.boolean(),
    }),
  }),
  listClosingExceptions: operation({
    subject: 'cycles.listClosingExceptions',
    method: 'GET',
    path: '/cycles/:cycleId/closing/:kind',
    summary: 'The exceptions of one kind, by employee code',
    policy: overseers,
    params: z.strictObject({ ...cycleParams.shape, kind }),
    query: z.strictObject(pageQuery),
    reply: page(closingException),
  }),
  closingList: operation({
    subject: 'cycles.closingList',
    method: 'GET',
    path: '/cycles/:cycleId/closing-list.xlsx',
    summary: "All of a cycle's exceptions as a workbook, in the reader's language",
    policy: overseers,
    params: cycleParams,
    reply: fileReference,
    transfer: 'download',
    timeoutMs: 60_000,
  }),
  makePayrollFile: operation({
    subject: 'cycles.makePayrollFile',
    method: 'POST',
    path: '/cycles/:cycleId/payroll-files',
    summary:
      'Makes the payroll document of a closed cycle: everybody with total and grade, signed. The same results make one file',
    policy: { allow: ['hr'] },
    params: cycleParams,
    body: z.strictObject({}),
    idempotent: true,
    reply: payrollFile,
    timeoutMs: 60_000,
  }),
  payrollFile: operation({
    subject: 'cycles.payrollFile',
    method: 'GET',
    path: '/cycles/:cycleId/payroll-files/:fileNo/:format',
    summary:
      'A payroll file: `zip` for people (CSV, XLSX, JSON, each with its signature, the public key, how to check), `json` for programs',
    policy: overseers,
    params: z.strictObject({
      ...cycleParams.shape,
      fileNo: z.coerce.number().int().min(1).max(100_000),
      format: z.enum(['zip', 'json']),
    }),
    reply: fileReference,
    transfer: 'download',
    timeoutMs: 60_000,
  }),
} as const;
