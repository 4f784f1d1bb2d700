import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { auditHttp } from '../../../../libs/contracts/audit/http.js';
import type { ReplyOf } from '../../../../libs/contracts/route.js';
import { canExportHistory } from '../../../../libs/domain/access/can-export-history.js';
import { inTransaction, type Transaction } from '../../../../libs/platform/database/index.js';
import { type FileDescription, filePartBytes } from '../../../../libs/platform/messaging/index.js';
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
        const file = await storeStream(transaction, companyId, lines.pipe(createGzip()));
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

/** Stores a file part by part as it comes: a long chain never stands in memory. */
async function storeStream(transaction: Transaction, companyId: string, content: Readable): Promise<FileDescription> {
  const fileId = randomUUID();
  const name = 'audit-chain.jsonl.gz';
  const hash = createHash('sha256');
  let size = 0;
  let partNo = 0;
  for await (const part of inParts(content)) {
    await transaction.query(
      'insert into audit.file_part (company_id, file_id, part_no, content) values ($1, $2, $3, $4)',
      [companyId, fileId, partNo, part],
    );
    hash.update(part);
    size += part.length;
    partNo += 1;
  }
  await transaction.query(
    `insert into audit.file (company_id, file_id, name, content_type, size, sha256) values ($1, $2, $3, $4, $5, $6)`,
    [companyId, fileId, name, contentType, size, hash.digest()],
  );
  return { fileId, name, contentType, size };
}

async function* inParts(content: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < filePartBytes) continue;
    const whole = Buffer.concat(waiting);
    let at = 0;
    for (; whole.length - at >= filePartBytes; at += filePartBytes) yield whole.subarray(at, at + filePartBytes);
    waiting = [whole.subarray(at)];
    length = whole.length - at;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
