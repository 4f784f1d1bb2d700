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
import { findStanding, type StandingRow } from '../appraisal-rows.js';
import { cycleNumber } from '../document-number.js';
import { recordReading } from '../record-reading.js';
import { type AppraisalParts, appraisalParts } from './appraisal-parts.js';
import { chainParts } from './chain-parts.js';
import { jsonPart, type PackPart } from './pack-part.js';
import { readmePart } from './readme.js';
import { inTemporaryFile } from './temporary-file.js';

const contentType = 'application/zip';

@Injectable()
export class PackReading {
  constructor(@Inject(RECORD_PORTS) private readonly ports: RecordPorts) {}

  /** Made anew for each reader: it holds the history up to now, and taking it is part of that. */
  async evidencePack(
    { params: { appraisalId } }: InputOf<(typeof cyclesHttp)['evidencePack']>,
    call: CyclesCall,
  ): Promise<FileReference> {
    const actor = actorOf(call);
    const { standing, now } = await this.read(call, async (transaction) => {
      const row = await findStanding(transaction, call.companyId, appraisalId);
      if (!row || !canTraceAppraisal(actor, row)) throw notFound('appraisal', appraisalId);
      await removeOldPacks(transaction, call.companyId);
      const [clock] = await transaction.query<{ now: Date }>('select platform.now() as now');
      return { standing: row, now: clock?.now ?? new Date() };
    });
    const appraisal = await appraisalParts(this.ports, call, { standing, folder: '', locale: localeOf(call) });
    const parts = packParts(this.ports, call, [appraisal], now);
    // Written first and kept then: what is asked of others while it is made must not hold a transaction open.
    return inTemporaryFile(writeZip(parts, now), (content) =>
      this.read(call, (transaction) => keepPack(transaction, call, standing, content)),
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

/** The hash is in the history: whoever holds a pack can find out whether it is the one that was taken. */
async function keepPack(
  transaction: Transaction,
  call: CyclesCall,
  { appraisalId, personId, employeeCode, runNo, kind, periodFrom }: StandingRow,
  content: AsyncIterable<Buffer>,
): Promise<FileReference> {
  const name = `${cycleNumber({ kind, periodFrom })}-${employeeCode}-R${runNo ?? 0}.evidence.zip`;
  const { sha256, ...file } = await storeFileStream(transaction, 'cycles', call.companyId, {
    name,
    contentType,
    content,
  });
  await recordReading(transaction, call, {
    action: 'appraisal.evidence_pack_read',
    subjectType: 'appraisal',
    subjectId: appraisalId,
    aboutPersonId: personId,
    after: { name, size: file.size, sha256 },
  });
  return file;
}

/** A pack was streamed to its reader at once: what is a day old nobody waits for. */
async function removeOldPacks(transaction: Transaction, companyId: string): Promise<void> {
  await transaction.query(
    `with old as (
       delete from cycles.file where company_id = $1 and content_type = $2 and created_at < platform.now() - interval '1 day'
       returning file_id)
     delete from cycles.file_part part using old where part.company_id = $1 and part.file_id = old.file_id`,
    [companyId, contentType],
  );
}
