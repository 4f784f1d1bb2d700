import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type PackManifest, packPaths } from '../../../../../libs/contracts/audit/evidence-pack.js';
import type { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { FileReference, InputOf } from '../../../../../libs/contracts/route.js';
import { canTraceAppraisal } from '../../../../../libs/domain/access/can-trace-appraisal.js';
import { inTransaction, type Transaction } from '../../../../../libs/platform/database/index.js';
import { notFound } from '../../../../../libs/platform/http/index.js';
import { storeFileStream } from '../../../../../libs/platform/messaging/index.js';
import { writeZip } from '../../../../../libs/platform/zip/index.js';
import { actorOf, type CyclesCall, localeOf, scopeOf } from '../../caller.js';
import { RECORD_PORTS, type RecordPorts } from '../../record/ports.js';
import { findStanding, readCohort, type StandingRow } from '../appraisal-rows.js';
import { cycleNumber } from '../document-number.js';
import { removeOldFiles } from '../kept-files.js';
import { recordReading } from '../record-reading.js';
import { type AppraisalParts, appraisalParts } from './appraisal-parts.js';
import { chainParts } from './chain-parts.js';
import { jsonPart, type PackPart } from './pack-part.js';
import { readmePart } from './readme.js';
import { inTemporaryFile } from './temporary-file.js';

const contentType = 'application/zip';
const ending = '.evidence.zip';

type Http = typeof cyclesHttp;

@Injectable()
export class PackReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  /** Made anew for each reader: it holds the history up to now, and taking it is part of that. */
  async evidencePack(
    { params: { appraisalId } }: InputOf<Http['evidencePack']>,
    call: CyclesCall,
  ): Promise<FileReference> {
    const actor = actorOf(call);
    const { standing, now } = await this.begin(call, async (transaction) => {
      const row = await findStanding(transaction, call.companyId, appraisalId);
      if (!row || !canTraceAppraisal(actor, row)) throw notFound('appraisal', appraisalId);
      return row;
    });
    const { runNo, employeeCode, personId } = standing;
    return this.make(call, [{ standing, folder: '' }], now, {
      name: `${cycleNumber(standing)}-${employeeCode}-R${runNo ?? 0}`,
      action: 'appraisal.evidence_pack_read',
      subjectType: 'appraisal',
      subjectId: appraisalId,
      aboutPersonId: personId,
      after: {},
    });
  }

  /** The reader's own appraisal is no part of it: nobody traces themself. */
  async cohortEvidencePack(
    { params: { cycleId, cohortNo } }: InputOf<Http['cohortEvidencePack']>,
    call: CyclesCall,
  ): Promise<FileReference> {
    const actor = actorOf(call);
    const { standing: rows, now } = await this.begin(call, async (transaction) => {
      const found = await readCohort(transaction, call.companyId, cycleId, cohortNo);
      const traced = found.filter((row) => canTraceAppraisal(actor, row));
      if (traced.length === 0) throw notFound('cohort', `${cycleId}/${cohortNo}`);
      return traced;
    });
    const [first] = rows;
    if (!first) throw notFound('cohort', `${cycleId}/${cohortNo}`);
    const appraisals = rows.map((standing) => ({ standing, folder: `${standing.employeeCode.replaceAll('/', '_')}/` }));
    return this.make(call, appraisals, now, {
      name: `${cycleNumber(first)}-cohort-${cohortNo}`,
      action: 'cycle.evidence_pack_read',
      subjectType: 'cycle',
      subjectId: cycleId,
      after: { cohortNo, people: rows.length },
    });
  }

  private begin<T>(
    call: CyclesCall,
    find: (transaction: Transaction) => Promise<T>,
  ): Promise<{ standing: T; now: Date }> {
    return this.read(call, async (transaction) => {
      const standing = await find(transaction);
      await removeOldFiles(transaction, call.companyId, ending);
      const [clock] = await transaction.query<{ now: Date }>('select platform.now() as now');
      return { standing, now: clock?.now ?? new Date() };
    });
  }

  private async make(
    call: CyclesCall,
    wanted: readonly { readonly standing: StandingRow; readonly folder: string }[],
    now: Date,
    taken: Taken,
  ): Promise<FileReference> {
    const appraisals: AppraisalParts[] = [];
    for (const one of wanted)
      appraisals.push(await appraisalParts(this.ports, call, { ...one, locale: localeOf(call) }));
    // Written first and kept then: what is asked of others while it is made must not hold a transaction open.
    return inTemporaryFile(writeZip(packParts(this.ports, call, appraisals, now), now), (content) =>
      this.read(call, (transaction) => keepPack(transaction, call, taken, content)),
    );
  }

  private read<T>(call: CyclesCall, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.ports.database, scopeOf(call), work);
  }
}

/** The whole pack, the manifest last: it names what went before it. */
async function* packParts(
  ports: RecordPorts,
  call: CyclesCall,
  appraisals: readonly AppraisalParts[],
  madeAt: Date,
): AsyncGenerator<PackPart> {
  const files: PackManifest['files'] = [];
  const packed = appraisals.map((appraisal) => appraisal.packed);
  yield listed(readmePart(localeOf(call)), files);
  for (const { parts } of appraisals) for await (const part of parts()) yield listed(part, files);
  for await (const part of chainParts(ports, call, packed)) yield listed(part, files);
  const manifest: PackManifest = {
    format: 'kaohe-evidence-pack-1',
    companyId: call.companyId,
    madeAt: madeAt.toISOString(),
    locale: localeOf(call),
    appraisals: packed,
    files,
  };
  yield jsonPart(packPaths.manifest, manifest);
}

/** The same part, which enters itself into the list once it has gone through. */
function listed({ path, content }: PackPart, files: PackManifest['files']): PackPart {
  return {
    path,
    content: (async function* () {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of content) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
      files.push({ path, size, sha256: hash.digest('hex') });
    })(),
  };
}

/** What the history says of it. */
interface Taken {
  readonly name: string;
  readonly action: string;
  readonly subjectType: 'appraisal' | 'cycle';
  readonly subjectId: string;
  readonly aboutPersonId?: string;
  readonly after: object;
}

/** The hash is in the history: whoever holds a pack can find out whether it is the one that was taken. */
async function keepPack(
  transaction: Transaction,
  call: CyclesCall,
  { name, after, ...entry }: Taken,
  content: AsyncIterable<Buffer>,
): Promise<FileReference> {
  const { sha256, ...file } = await storeFileStream(transaction, 'cycles', call.companyId, {
    name: `${name}${ending}`,
    contentType,
    content,
  });
  await recordReading(transaction, call, { ...entry, after: { ...after, name: file.name, size: file.size, sha256 } });
  return file;
}
