import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { auditHttp } from '../../../../libs/contracts/audit/http.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import { canExportHistory } from '../../../../libs/domain/access/can-export-history.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { storeFileStream } from '../../../../libs/platform/messaging/index.js';
import { append } from '../append.js';
import { type AuditCall, actorOf, refuseUnless } from '../caller.js';
import { inSnapshot } from '../chain/read-only.js';
import { exportChunks } from './write-export.js';

const contentType = 'application/gzip';

@Injectable()
export class ExportService {
  constructor(private readonly database: DataSource) {}

  async exportEntries(_: unknown, call: AuditCall): Promise<ReplyOf<typeof auditHttp.exportEntries>> {
    refuseUnless(canExportHistory(actorOf(call)));
    const { companyId } = call;
    return inSnapshot(this.database, companyId, (reader) =>
      inTransaction(this.database, { companyId, personId: actorOf(call).personId }, async (transaction) => {
        await removeOldExports(transaction, companyId);
        const lines = Readable.from(exportChunks(reader, companyId), { objectMode: false });
        const file = await storeFileStream(transaction, 'audit', companyId, {
          name: 'audit-chain.jsonl.gz',
          contentType,
          content: lines.pipe(createGzip()),
        });
        await append(transaction, call, {
          action: 'audit.exported',
          subjectType: 'history',
          subjectId: companyId,
          after: { fileId: file.fileId, size: file.size },
        });
        return file;
      }),
    );
  }
}

/** An export was streamed to its reader at once: what is a day old nobody waits for. */
async function removeOldExports(transaction: Transaction, companyId: string): Promise<void> {
  await transaction.query(
    `with old as (
       delete from audit.file where company_id = $1 and content_type = $2 and created_at < platform.now() - interval '1 day'
       returning file_id)
     delete from audit.file_part part using old where part.company_id = $1 and part.file_id = old.file_id`,
    [companyId, contentType],
  );
}
