import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { ZodError } from 'zod';
import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import type { Link } from '../chain/link.js';
import { verifyStream } from '../chain/verify-stream.js';
import { type ExportLine, exportLine } from '../export/format.js';
import { concluded, type VerificationResult } from './result.js';
import { type AnchorSource, anchoredHashes, trustAnchors } from './trusted-anchors.js';

/** Verifies an exported chain with nothing but the file and the anchors. */
export async function verifyExport(file: string, anchorSource: AnchorSource): Promise<VerificationResult> {
  const reading = new ExportReading(file);
  const header = await reading.header();
  if (!header) {
    const detail = `${file} does not begin like an exported chain: export it again.`;
    return concluded({ ...nothing, incomplete: [{ code: 'audit.export_unreadable', seq: null, detail }] });
  }
  const trusted = trustAnchors(anchorSource, header.at);
  const chain = await verifyStream(
    header.companyId,
    reading.links(header.companyId),
    reading.keys,
    anchoredHashes(trusted.anchors, header.companyId),
  );
  return concluded({
    entries: chain.links,
    erasures: chain.erasedKeys,
    anchors: trusted.anchors.length,
    altered: [...chain.altered.map((problem) => ({ ...problem, companyId: header.companyId })), ...trusted.altered],
    incomplete: [...reading.damage(chain.links), ...trusted.incomplete],
    notes: trusted.notes,
  });
}

const nothing = { entries: 0, erasures: 0, anchors: 0, altered: [], incomplete: [], notes: [] };

class ExportReading {
  /** Complete once the first link was read: keys come before links. */
  readonly keys = new Map<string, Buffer | null>();
  private readonly lines: AsyncGenerator<string>;
  private announced: number | undefined;
  private failure: string | undefined;

  constructor(file: string) {
    this.lines = linesOf(file);
  }

  async header(): Promise<{ companyId: string; at: string } | undefined> {
    const line = await this.next();
    return line && 'format' in line ? line : undefined;
  }

  async *links(companyId: string): AsyncGenerator<Link> {
    for (let line = await this.next(); line; line = await this.next()) {
      if ('link' in line) yield { companyId, ...line.link };
      else if ('key' in line)
        this.keys.set(line.key.keyId, line.key.secret === null ? null : Buffer.from(line.key.secret, 'hex'));
      else if ('end' in line) this.announced = line.end.links;
    }
  }

  /** What is missing of the file itself. */
  damage(links: number): VerificationProblem[] {
    const detail =
      this.failure ??
      (this.announced === undefined
        ? 'the file ends before its end line'
        : this.announced === links
          ? undefined
          : `the file says ${this.announced} links and holds ${links}`);
    return detail === undefined
      ? []
      : [{ code: 'audit.export_incomplete', seq: null, detail: `The export is not whole: ${detail}.` }];
  }

  private async next(): Promise<ExportLine | undefined> {
    try {
      const { value, done } = await this.lines.next();
      if (done) return undefined;
      return exportLine.parse(JSON.parse(value));
    } catch (error) {
      this.failure ??= damageOf(error);
      return undefined;
    }
  }
}

function damageOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'a line is not JSON';
  if (error instanceof ZodError) return 'a line is not of the format';
  return error instanceof Error ? error.message : String(error);
}

/** The file's lines; a gzip stream that is cut off throws after its last whole line. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file);
  const content = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => content.destroy(error));
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of content) {
    const parts = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}
