import { reportPublished } from '../../../../libs/contracts/cycles/events.js';
import { grantHolders } from '../../../../libs/contracts/roles/messages.js';
import { type Locale, locales } from '../../../../libs/contracts/values.js';
import { finishedStates } from '../../../../libs/domain/cycle/index.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';
import { tell } from '../../../../libs/platform/outbox/index.js';
import { readCycleReport } from '../reading/cycle-report.js';
import { keepReportFile } from '../reading/kept-files.js';
import { type CycleRow, eventName, lockCycle, moveCycle, readCycle, refuseState } from './cycle-row.js';
import { inParts } from './events.js';
import { writeHistory } from './history.js';
import { type CycleReport, type RecordPorts, type ReportFormat, systemCall } from './ports.js';
import type { CycleAddress } from './set-operations.js';
import { closeTasks } from './task-rows.js';

const formats: readonly ReportFormat[] = ['xlsx', 'pdf'];
interface Rendered {
  readonly format: ReportFormat;
  readonly locale: Locale;
  readonly content: Buffer;
}

/** Safe to repeat: a cycle has one report of each format and language. Rendered outside of the transaction, which would hold locks for as long. */
export async function publishReport(ports: RecordPorts, address: CycleAddress): Promise<{ reportId: string }> {
  const { companyId } = address;
  const cycle = await inTransaction(ports.database, { companyId }, async (transaction) => {
    const read = await readCycle(transaction, address);
    if (read.state === 'in_review') await refuseUnfinished(transaction, address);
    return read;
  });
  if (cycle.state === 'in_review') {
    const report = await readCycleReport(ports, address);
    const rendered = await renderAll(ports, report);
    const readers = await readersOf(ports, companyId);
    await inTransaction(ports.database, { companyId }, (transaction) =>
      publish(transaction, cycle, report, rendered, readers),
    );
  }
  return inTransaction(ports.database, { companyId }, (transaction) => publishedReport(transaction, cycle));
}

/** Whoever reads it finds it in their language; one after the other, so that the process answers in between. */
async function renderAll({ renderers }: RecordPorts, report: CycleReport): Promise<Rendered[]> {
  const rendered: Rendered[] = [];
  for (const locale of locales)
    for (const format of formats) rendered.push({ format, locale, content: await renderers[format](report, locale) });
  return rendered;
}

async function refuseUnfinished(transaction: Transaction, { companyId, cycleId }: CycleAddress): Promise<void> {
  const [row] = await transaction.query<{ people: number }>(
    `select count(*)::int as people from cycles.appraisal where company_id = $1 and cycle_id = $2 and stage <> all($3)`,
    [companyId, cycleId, finishedStates],
  );
  const people = row?.people ?? 0;
  if (people === 0) return;
  throw new Problem(409, 'cycle.not_done', `${people} people of the cycle are not done; their tasks come first.`, {
    people,
  });
}

async function publish(
  transaction: Transaction,
  address: CycleAddress,
  report: CycleReport,
  rendered: readonly Rendered[],
  readers: readonly string[],
): Promise<void> {
  const cycle = await lockCycle(transaction, address);
  if (cycle.state !== 'in_review') return;
  await refuseUnfinished(transaction, address);
  // Of a session that everybody was taken out of.
  await closeTasks(transaction, cycle, 'excluded', { stage: 'calibration' });
  const { companyId, cycleId } = cycle;
  for (const { format, locale, content } of rendered)
    await keepReportFile(transaction, { companyId, cycleId, format, locale }, report, content);
  await moveCycle(transaction, cycle, 'publishing', { column: 'published_at' });
  await writeHistory(transaction, cycle, {
    action: 'cycle.report_published',
    subjectType: 'cycle',
    subjectId: cycleId,
    after: { cycleId, formats, locales, readers: readers.length },
  });
  await tell(
    transaction,
    'cycles',
    companyId,
    inParts(readers).map((toPersonIds) => ({
      type: reportPublished.type,
      payload: { ...eventName(cycle), toPersonIds },
    })),
  );
}

/** HR and the auditors, who may read it. */
async function readersOf({ services }: RecordPorts, companyId: string): Promise<string[]> {
  const call = systemCall(companyId);
  const answers = await Promise.all(
    (['hr', 'auditor'] as const).map((grant) => services.ask(grantHolders, { grant }, call)),
  );
  return [...new Set(answers.flatMap(({ holders }) => holders.map(({ personId }) => personId)))];
}

async function publishedReport(transaction: Transaction, cycle: CycleRow): Promise<{ reportId: string }> {
  const [row] = await transaction.query<{ report_id: string }>(
    `select report_id from cycles.report where company_id = $1 and cycle_id = $2 order by format limit 1`,
    [cycle.companyId, cycle.cycleId],
  );
  if (!row) throw refuseState(cycle, 'in_review');
  return { reportId: row.report_id };
}
