import type { QueryRunner } from 'typeorm';
import { readKeys, readLinks } from '../chain/read-links.js';
import type { ExportLine } from './format.js';

/** The sealed chain of one company as lines, joined to about 64 KiB so that compressing them is not a call a line. */
export async function* exportChunks(runner: QueryRunner, companyId: string): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of exportLines(runner, companyId)) {
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length >= 65_536) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

async function* exportLines(runner: QueryRunner, companyId: string): AsyncGenerator<ExportLine> {
  const [{ at }]: [{ at: Date }] = await runner.query('select platform.now() as at');
  yield { format: 'kaohe-audit-export-1', companyId, at: at.toISOString() };
  for (const [keyId, secret] of await readKeys(runner, companyId))
    yield { key: { keyId, secret: secret === null ? null : secret.toString('hex') } };
  let links = 0;
  for await (const { companyId: _, ...link } of readLinks(runner, companyId)) {
    links += 1;
    yield { link };
  }
  yield { end: { links } };
}
