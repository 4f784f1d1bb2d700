import { createHash, randomUUID } from 'node:crypto';
import { Controller, Inject, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { inTransaction, type Transaction } from '../database/database.js';
import { notFound, Problem } from '../http/problem.js';
import type { Call } from './call.js';
import { Serves } from './serves.js';
import type { ServiceClient } from './service-client.js';

/** Files move over NATS in parts, well under its 1 MiB payload limit once in base64. */
export const filePartBytes = 512 * 1024;

export interface FileDescription {
  readonly fileId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

const description = z.strictObject({
  fileId: z.uuid(),
  name: z.string().max(255),
  contentType: z.string().max(255),
  size: z.int().min(0),
});
const partAddress = z.strictObject({ fileId: z.uuid(), partNo: z.int().min(0).max(10_000) });

/** The messages a service answers for files it keeps: parts in, description last; parts out. Only services call them: no HTTP face. */
export const fileMessages = (service: string) =>
  ({
    putPart: {
      subject: `${service}.file.put`,
      request: z.strictObject({ ...partAddress.shape, base64: z.base64() }),
      reply: z.strictObject({}),
      timeoutMs: 10_000,
    },
    finish: { subject: `${service}.file.finish`, request: description, reply: description, timeoutMs: 10_000 },
    getPart: {
      subject: `${service}.file.get`,
      request: partAddress,
      reply: z.strictObject({ base64: z.string() }),
      timeoutMs: 10_000,
    },
  }) as const;

/** Stores a whole file in the transaction's company. */
export async function storeFile(
  transaction: Transaction,
  schema: string,
  companyId: string,
  file: { name: string; contentType: string; content: Buffer },
): Promise<FileDescription> {
  const sha256 = createHash('sha256').update(file.content).digest();
  const [row] = await transaction.query<{ file_id: string }>(
    `insert into ${schema}.file (company_id, name, content_type, size, sha256) values ($1, $2, $3, $4, $5) returning file_id`,
    [companyId, file.name, file.contentType, file.content.length, sha256],
  );
  const fileId = row?.file_id ?? '';
  for (let partNo = 0; partNo * filePartBytes < file.content.length; partNo += 1) {
    const part = file.content.subarray(partNo * filePartBytes, (partNo + 1) * filePartBytes);
    await transaction.query(
      `insert into ${schema}.file_part (company_id, file_id, part_no, content) values ($1, $2, $3, $4)`,
      [companyId, fileId, partNo, part],
    );
  }
  return { fileId, name: file.name, contentType: file.contentType, size: file.content.length };
}

export interface StoredStream extends FileDescription {
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Stores a file part by part as it comes: a long one never stands in memory. */
export async function storeFileStream(
  transaction: Transaction,
  schema: string,
  companyId: string,
  { name, contentType, content }: { name: string; contentType: string; content: AsyncIterable<Buffer> },
): Promise<StoredStream> {
  const fileId = randomUUID();
  const hash = createHash('sha256');
  let size = 0;
  let partNo = 0;
  for await (const part of inParts(content)) {
    await transaction.query(
      `insert into ${schema}.file_part (company_id, file_id, part_no, content) values ($1, $2, $3, $4)`,
      [companyId, fileId, partNo, part],
    );
    hash.update(part);
    size += part.length;
    partNo += 1;
  }
  const sha256 = hash.digest();
  await transaction.query(
    `insert into ${schema}.file (company_id, file_id, name, content_type, size, sha256) values ($1, $2, $3, $4, $5, $6)`,
    [companyId, fileId, name, contentType, size, sha256],
  );
  return { fileId, name, contentType, size, sha256: sha256.toString('hex') };
}

async function* inParts(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
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

export async function readFileContent(
  transaction: Transaction,
  schema: string,
  companyId: string,
  fileId: string,
): Promise<Buffer> {
  const parts = await transaction.query<{ content: Buffer }>(
    `select content from ${schema}.file_part where company_id = $1 and file_id = $2 order by part_no`,
    [companyId, fileId],
  );
  if (parts.length === 0) throw notFound('file', fileId);
  return Buffer.concat(parts.map((part) => part.content));
}

/** A Nest controller that keeps files for `service`, in its own schema. The service provides its DataSource. */
export function filesController(service: string): Type<object> {
  const messages = fileMessages(service);

  @Controller()
  class FilesController {
    constructor(@Inject(DataSource) private readonly database: DataSource) {}

    @Serves(messages.putPart)
    async putPart(part: z.output<(typeof messages)['putPart']['request']>, call: Call): Promise<Record<string, never>> {
      await inTransaction(this.database, call, (transaction) =>
        transaction.query(
          `insert into ${service}.file_part (company_id, file_id, part_no, content) values ($1, $2, $3, decode($4, 'base64'))
           on conflict do nothing`,
          [call.companyId, part.fileId, part.partNo, part.base64],
        ),
      );
      return {};
    }

    @Serves(messages.finish)
    async finish(file: z.output<(typeof messages)['finish']['request']>, call: Call): Promise<FileDescription> {
      await inTransaction(this.database, call, async (transaction) => {
        const content =
          file.size === 0 ? Buffer.alloc(0) : await readFileContent(transaction, service, call.companyId, file.fileId);
        if (content.length !== file.size) {
          throw new Problem(
            400,
            'file.incomplete',
            `The file has ${content.length} of ${file.size} bytes; send it again.`,
            {
              received: content.length,
              expected: file.size,
            },
          );
        }
        await transaction.query(
          `insert into ${service}.file (company_id, file_id, name, content_type, size, sha256) values ($1, $2, $3, $4, $5, $6)
           on conflict do nothing`,
          [
            call.companyId,
            file.fileId,
            file.name,
            file.contentType,
            file.size,
            createHash('sha256').update(content).digest(),
          ],
        );
      });
      return file;
    }

    @Serves(messages.getPart)
    async getPart(part: z.output<(typeof messages)['getPart']['request']>, call: Call): Promise<{ base64: string }> {
      const [row] = await inTransaction(this.database, call, (transaction) =>
        transaction.query<{ base64: string }>(
          `select translate(encode(content, 'base64'), E'\\n', '') as base64 from ${service}.file_part
           where company_id = $1 and file_id = $2 and part_no = $3`,
          [call.companyId, part.fileId, part.partNo],
        ),
      );
      if (!row) throw notFound('file_part', `${part.fileId}/${part.partNo}`);
      return row;
    }
  }
  return FilesController;
}

/** The other end: moves a file to the service that keeps it. */
export async function sendFile(
  client: ServiceClient,
  service: string,
  file: FileDescription & { content: Buffer },
  call: Call,
): Promise<FileDescription> {
  const messages = fileMessages(service);
  for (let partNo = 0; partNo * filePartBytes < file.size; partNo += 1) {
    const part = file.content.subarray(partNo * filePartBytes, (partNo + 1) * filePartBytes);
    await client.ask(messages.putPart, { fileId: file.fileId, partNo, base64: part.toString('base64') }, call);
  }
  const { content: _, ...described } = file;
  return client.ask(messages.finish, described, call);
}

/** Reads a kept file part by part, for a response that streams. */
export async function* receiveFile(
  client: ServiceClient,
  service: string,
  file: FileDescription,
  call: Call,
): AsyncGenerator<Buffer> {
  const messages = fileMessages(service);
  for (let partNo = 0; partNo * filePartBytes < file.size; partNo += 1) {
    const { base64 } = await client.ask(messages.getPart, { fileId: file.fileId, partNo }, call);
    yield Buffer.from(base64, 'base64');
  }
}
