import type { Locale } from '../../../../libs/contracts/values.js';
import type { Signer } from '../../../../libs/platform/signing/index.js';
import { writeCsv, writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import { writeZip, type ZipEntry } from '../../../../libs/platform/zip/index.js';
import { type PayrollDocument, payrollColumns, payrollRows, payrollSheet } from './payroll-document.js';
import { readmeOf } from './readme.js';

/** What people take to payroll: the same results three times, each with its signature, and how to check them. */
export async function payrollPack(
  document: PayrollDocument,
  text: string,
  signer: Signer,
  locale: Locale,
): Promise<Buffer> {
  const madeAt = new Date(document.madeAt);
  const rows = payrollRows(document, locale);
  const files = {
    'payroll.json': Buffer.from(text),
    'payroll.csv': writeCsv(payrollColumns, rows),
    'payroll.xlsx': await writeWorkbook([payrollSheet(rows)], madeAt),
  };
  const entries: ZipEntry[] = [
    { path: 'README.txt', content: [readmeOf(locale)] },
    { path: 'public-key.pem', content: [Buffer.from(signer.publicKeyPem)] },
    ...Object.entries(files).flatMap(([path, content]) => [
      { path, content: [content] },
      { path: `${path}.sig`, content: [signer.sign(content)] },
    ]),
  ];
  const parts: Buffer[] = [];
  for await (const part of writeZip(inTurn(entries), madeAt)) parts.push(part);
  return Buffer.concat(parts);
}

async function* inTurn(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries;
}

/** For programs: the document as it was signed, byte for byte, with what checks it. */
export const signedEnvelope = (document: string, signer: Signer): Buffer =>
  Buffer.from(
    JSON.stringify(
      {
        format: 'kaohe-signed/1',
        document,
        signature: signer.sign(Buffer.from(document)).toString('base64'),
        algorithm: 'Ed25519',
        keyId: signer.keyId,
        publicKey: signer.publicKeyPem,
      },
      null,
      2,
    ),
  );
