import { Inject, Injectable } from '@nestjs/common';
import {
  type ClosingException,
  closingExceptionKinds,
  cyclesHttp,
  type PayrollFile,
} from '../../../../libs/contracts/cycles/http.js';
import { collectionExceptions, collectionStatus } from '../../../../libs/contracts/metrics/messages.js';
import type { FileReference, InputOf, ReplyOf } from '../../../../libs/contracts/route.js';
import { canMakePayrollFile } from '../../../../libs/domain/access/can-make-payroll-file.js';
import { canSeeReport } from '../../../../libs/domain/access/can-see-report.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { forbidden, notFound, Problem } from '../../../../libs/platform/http/index.js';
import { storeFile } from '../../../../libs/platform/messaging/index.js';
import type { Signer } from '../../../../libs/platform/signing/index.js';
import { type ActingCall, actingCall, actorOf, type CyclesCall, localeOf, scopeOf } from '../caller.js';
import { answerIdempotent } from '../idempotent.js';
import { cursorOf, keyOf } from '../page-cursor.js';
import { cycleNumber } from '../reading/document-number.js';
import { contentTypes, removeOldFiles } from '../reading/kept-files.js';
import { type NameOf, namesFor } from '../reading/people-names.js';
import { recordReading } from '../reading/record-reading.js';
import { type CycleRow, readCycle } from '../record/cycle-row.js';
import { writeHistory } from '../record/history.js';
import { RECORD_PORTS, type RecordPorts } from '../record/ports.js';
import { closingWorkbook } from './closing-workbook.js';
import { type After, countExceptions, type ExceptionRow, readExceptions } from './exceptions.js';
import { type PayrollDocument, readPayrollResults, sha256 } from './payroll-document.js';
import { insertPayrollFile, type PayrollFileRow, readPayrollFiles } from './payroll-file-rows.js';
import { payrollPack, signedEnvelope } from './payroll-pack.js';

type Http = typeof cyclesHttp;

/** Signs what is handed over. */
export const PAYROLL_SIGNER = Symbol('the signer of payroll-files');

/** What a cycle closes with, and what leaves the system then. */
@Injectable()
export class ClosingService {
  constructor(
    @Inject(RECORD_PORTS) private readonly ports: RecordPorts,
    @Inject(PAYROLL_SIGNER) private readonly signer: Signer,
  ) {}

  async closing({ params }: InputOf<Http['closing']>, call: CyclesCall): Promise<ReplyOf<Http['closing']>> {
    const { cycleId } = params;
    const { cycle, exceptions, payrollFiles } = await this.read(call, cycleId, async (transaction, row) => ({
      cycle: row,
      exceptions: await countExceptions(transaction, row),
      payrollFiles: await readPayrollFiles(transaction, row),
    }));
    const { sources } = await this.ports.services.ask(collectionStatus, { cycleId }, call);
    const { reasons } = await this.ports.services.ask(collectionExceptions, { cycleId }, call);
    const nameOf = await namesFor(
      this.ports,
      call,
      payrollFiles.map(({ madeBy }) => madeBy),
    );
    return {
      exceptions,
      sources: sources.map(({ sourceId, reconciled, signedOffAt }) => ({
        sourceId,
        held: reasons.filter((one) => one.sourceId === sourceId).reduce((sum, { rows }) => sum + rows, 0),
        reconciled,
        signedOff: signedOffAt !== null,
      })),
      payrollFiles: payrollFiles.map((row) => payrollFileOf(row, nameOf)),
      canMakePayrollFile: cycle.state === 'closed' && canMakePayrollFile(actorOf(call)),
    };
  }

  async list(
    { params: { cycleId, kind }, query: { cursor, limit } }: InputOf<Http['listClosingExceptions']>,
    call: CyclesCall,
  ): Promise<ReplyOf<Http['listClosingExceptions']>> {
    const after = afterOf(cursor);
    const rows = await this.read(call, cycleId, (transaction, cycle) =>
      readExceptions(transaction, cycle, kind, { after, limit: limit + 1 }),
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nameOf = await namesFor(
      this.ports,
      call,
      shown.map(({ byPersonId }) => byPersonId),
    );
    return {
      items: shown.map((row) => exceptionOf(row, kind, nameOf)),
      next:
        rows.length > limit && last ? cursorOf(JSON.stringify([last.employeeCode, last.appraisalId, last.nth])) : null,
    };
  }

  /** Made anew for each reader; what a company of any size has of exceptions fits a workbook. */
  async workbook({ params: { cycleId } }: InputOf<Http['closingList']>, call: CyclesCall): Promise<FileReference> {
    const { cycle, rows } = await this.read(call, cycleId, async (transaction, row) => {
      await removeOldFiles(transaction, call.companyId, listEnding);
      const found = [];
      for (const kind of closingExceptionKinds)
        found.push({
          kind,
          rows: await readExceptions(transaction, row, kind, { after: null, limit: mostInWorkbook }),
        });
      return { cycle: row, rows: found };
    });
    const nameOf = await namesFor(
      this.ports,
      call,
      rows.flatMap((one) => one.rows.map(({ byPersonId }) => byPersonId)),
    );
    const content = await closingWorkbook(
      rows.map(({ kind, rows: ofKind }) => ({ kind, items: ofKind.map((row) => exceptionOf(row, kind, nameOf)) })),
      { locale: localeOf(call), timeZone: cycle.timeZone, madeAt: cycle.now },
    );
    return inTransaction(this.ports.database, scopeOf(call), async (transaction) => {
      await recordReading(transaction, call, {
        action: 'cycle.closing_list_read',
        subjectType: 'cycle',
        subjectId: cycleId,
      });
      return storeFile(transaction, 'cycles', call.companyId, {
        name: `${cycleNumber(cycle)}${listEnding}`,
        contentType: contentTypes.xlsx,
        content,
      });
    });
  }

  /** The same results make one file: whoever asks again is given what there is. */
  async makePayrollFile(
    input: InputOf<Http['makePayrollFile']>,
    unchecked: CyclesCall,
  ): Promise<ReplyOf<Http['makePayrollFile']>> {
    const call = actingCall(unchecked);
    if (!canMakePayrollFile(call.actor))
      throw forbidden('payroll_file.not_allowed', 'Only HR who is a person of the company hands results over.');
    const row = await inTransaction(this.ports.database, scopeOf(call), (transaction) =>
      answerIdempotent(transaction, call, cyclesHttp.makePayrollFile.subject, input, async () => {
        const made = await this.make(transaction, call, input.params.cycleId);
        return { ...made, madeAt: made.madeAt.toISOString() };
      }),
    );
    const nameOf = await namesFor(this.ports, call, [row.madeBy]);
    return payrollFileOf({ ...row, madeAt: new Date(row.madeAt) }, nameOf);
  }

  async file({ params }: InputOf<Http['payrollFile']>, call: CyclesCall): Promise<FileReference> {
    const { cycleId, fileNo, format } = params;
    return this.read(call, cycleId, async (transaction, cycle) => {
      const [row] = await readPayrollFiles(transaction, cycle, fileNo);
      if (!row) throw notFound('payroll_file', `${cycleId}/${fileNo}`);
      await recordReading(transaction, call, {
        action: 'cycle.payroll_file_read',
        subjectType: 'cycle',
        subjectId: cycleId,
        after: { fileNo, format, sha256: row.sha256 },
      });
      return row[format];
    });
  }

  private async make(transaction: Transaction, call: ActingCall, cycleId: string): Promise<Facts> {
    const { companyId, actor } = call;
    await transaction.query(`select pg_advisory_xact_lock(hashtextextended('cycles.payroll_file/' || $1, 0))`, [
      cycleId,
    ]);
    const cycle = await readCycle(transaction, { companyId, cycleId });
    if (cycle.state !== 'closed')
      throw new Problem(
        409,
        'payroll_file.cycle_open',
        `The cycle is ${cycle.state}; results are final once it is closed.`,
        {
          state: cycle.state,
        },
      );
    const results = await readPayrollResults(transaction, cycle);
    const resultsSha256 = sha256(JSON.stringify(results)).toString('hex');
    const [newest] = await readPayrollFiles(transaction, cycle);
    if (newest?.resultsSha256 === resultsSha256) return factsOf(newest);
    const document: PayrollDocument = {
      ...results,
      fileNo: (newest?.fileNo ?? 0) + 1,
      madeAt: cycle.now.toISOString(),
    };
    const text = JSON.stringify(document, null, 2);
    const pack = await payrollPack(document, text, this.signer, localeOf(call));
    const name = `${cycleNumber(cycle)}-payroll-${document.fileNo}`;
    const keep = (ending: string, contentType: string, content: Buffer) =>
      storeFile(transaction, 'cycles', companyId, { name: `${name}.${ending}`, contentType, content });
    const made = {
      fileNo: document.fileNo,
      madeBy: actor.personId ?? '',
      people: results.people.length,
      sha256: sha256(text).toString('hex'),
      keyId: this.signer.keyId,
      resultsSha256,
      zip: await keep('zip', 'application/zip', pack),
      json: await keep('json', 'application/json', signedEnvelope(text, this.signer)),
    };
    await insertPayrollFile(transaction, cycle, made);
    const { fileNo, people, sha256: hash, keyId } = made;
    await writeHistory(transaction, call, {
      action: 'cycle.payroll_file_made',
      subjectType: 'cycle',
      subjectId: cycleId,
      after: { fileNo, people, sha256: hash, keyId, packSha256: sha256(pack).toString('hex') },
      by: { byAccountId: actor.accountId, byPersonId: actor.personId, requestId: call.requestId },
    });
    return factsOf({ ...made, madeAt: cycle.now });
  }

  /** Of a cycle whose report the reader may see; any other is not there for them. */
  private read<T>(
    call: CyclesCall,
    cycleId: string,
    work: (transaction: Transaction, cycle: CycleRow) => Promise<T>,
  ): Promise<T> {
    if (!canSeeReport(actorOf(call))) throw notFound('cycle', cycleId);
    return inTransaction(this.ports.database, scopeOf(call), async (transaction) =>
      work(transaction, await readCycle(transaction, { companyId: call.companyId, cycleId })),
    );
  }
}

const mostInWorkbook = 50_000;
const listEnding = '-closing-list.xlsx';

type Facts = Pick<PayrollFileRow, 'fileNo' | 'madeAt' | 'madeBy' | 'people' | 'sha256' | 'keyId'>;
const factsOf = ({ fileNo, madeAt, madeBy, people, sha256: hash, keyId }: Facts): Facts => ({
  fileNo,
  madeAt,
  madeBy,
  people,
  sha256: hash,
  keyId,
});

const payrollFileOf = (row: Facts, nameOf: NameOf): PayrollFile => {
  const { madeAt, madeBy, ...facts } = factsOf(row);
  return { ...facts, madeAt: madeAt.toISOString(), madeBy: { personId: madeBy, name: nameOf(madeBy) } };
};

const exceptionOf = (
  { byPersonId, at, dueAt, nth: _, ...row }: ExceptionRow,
  kind: ClosingException['kind'],
  nameOf: NameOf,
): ClosingException => ({
  ...row,
  kind,
  by: byPersonId === null ? null : { personId: byPersonId, name: nameOf(byPersonId) },
  at: at?.toISOString() ?? null,
  dueAt: dueAt?.toISOString() ?? null,
});

/** Employee code, appraisal, and which of the person's. */
const exceptionKey = /^\["((?:[^"\\]|\\.){1,200})","([0-9a-f-]{36})",(\d{1,9})\]$/;

function afterOf(cursor: string | undefined): After | null {
  const key = keyOf(cursor, exceptionKey);
  return key && { employeeCode: key[0] ?? '', appraisalId: key[1] ?? '', nth: Number(key[2]) };
}
