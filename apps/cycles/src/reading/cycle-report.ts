import { collectionExceptions, collectionStatus } from '../../../../libs/contracts/metrics/messages.js';
import { inTransaction } from '../../../../libs/platform/database/index.js';
import { readCycle } from '../record/cycle-row.js';
import { type RecordPorts, systemCall } from '../record/ports.js';
import type { CycleAddress } from '../record/set-operations.js';
import type { CycleReport } from '../reports/report-model.js';
import { cycleNumber } from './document-number.js';
import { type NameOf, namesFor } from './people-names.js';
import { countDecisions, readReportedLines, readReportedPeople } from './report-rows.js';
import { readSourceNames } from './source-names.js';

/**
 * The report as of its publication; read before it, as of now. What it is made of moves no more from then on, so that a language asked
 * for later says the same.
 */
export async function readCycleReport(ports: RecordPorts, address: CycleAddress): Promise<CycleReport> {
  const { companyId, cycleId } = address;
  const kept = await inTransaction(ports.database, { companyId }, async (transaction) => ({
    cycle: await readCycle(transaction, address),
    people: await readReportedPeople(transaction, address),
    lines: await readReportedLines(transaction, address),
    counted: await countDecisions(transaction, address),
  }));
  const { cycle, people, lines, counted } = kept;
  const call = systemCall(companyId);
  const { sources } = await ports.services.ask(collectionStatus, { cycleId }, call);
  const { reasons } = await ports.services.ask(collectionExceptions, { cycleId }, call);
  const nameOf = await namesFor(ports, call, [
    ...people.map(({ managerId }) => managerId),
    ...sources.map(({ signedOffBy }) => signedOffBy),
  ]);
  return {
    sourceNames: await readSourceNames(ports, call),
    documentNo: cycleNumber(cycle),
    companyNames: cycle.companyNames,
    timeZone: cycle.timeZone,
    period: { kind: cycle.kind, from: cycle.periodFrom, to: cycle.periodTo },
    generatedAt: (counted.publishedAt ?? cycle.now).toISOString(),
    people: people.map(({ managerId, ...person }) => ({ ...person, managerName: nameOrNull(managerId, nameOf) })),
    lines,
    sources: sources.map((source) => ({
      sourceId: source.sourceId,
      rows: source.rows,
      observations: source.observations,
      quarantined: source.quarantined,
      reconciled: source.reconciled,
      signedOffByName: nameOrNull(source.signedOffBy, nameOf),
      signedOffAt: source.signedOffAt,
    })),
    exceptions: reasons,
    decisions: counted.decisions,
  };
}

const nameOrNull = (personId: string | null, nameOf: NameOf): string | null =>
  personId === null ? null : nameOf(personId);
