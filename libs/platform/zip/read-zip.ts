import { crc32, inflateRawSync } from 'node:zlib';

export class ZipError extends Error {}

const endSignature = 0x06054b50;
const endLength = 22;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** A file that claims to unpack to more is not one of ours. */
const mostBytes = 512 * 1024 * 1024;

/** The files of a ZIP file by path, each unpacked and held against its checksum when it is asked for. Reads what `writeZip` and common tools write: stored or deflated, below 4 GiB. */
export function readZip(zip: Buffer): ReadonlyMap<string, () => Buffer> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + endLength > zip.length || zip.readUInt32LE(end) !== endSignature)
    throw new ZipError('it is no ZIP file, or was cut off');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, () => Buffer>();
  for (let no = 0; no < count; no += 1) {
    const entry = directoryEntry(zip, at);
    if (files.has(entry.name)) throw new ZipError(`${entry.name} stands in it twice`);
    files.set(entry.name, () => unpacked(zip, entry));
    at += entry.length;
  }
  return files;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
  readonly offset: number;
  /** Of the entry in the directory. */
  readonly length: number;
}

function directoryEntry(zip: Buffer, at: number): Entry {
  if (at + 46 > zip.length || zip.readUInt32LE(at) !== entrySignature)
    throw new ZipError('its directory cannot be read');
  const nameLength = zip.readUInt16LE(at + 28);
  return {
    name: zip.toString('utf8', at + 46, at + 46 + nameLength),
    method: zip.readUInt16LE(at + 10),
    crc: zip.readUInt32LE(at + 16),
    packedSize: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    offset: zip.readUInt32LE(at + 42),
    length: 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32),
  };
}

function unpacked(zip: Buffer, { name, method, crc, size, packedSize, offset }: Entry): Buffer {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== localSignature || size > mostBytes)
    throw new ZipError(`${name} cannot be read`);
  const begin = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const content = contentOf(name, method, size, zip.subarray(begin, begin + packedSize));
  if (content.length !== size || crc32(content) !== crc) throw new ZipError(`${name} does not have its checksum`);
  return content;
}

function contentOf(name: string, method: number, size: number, packed: Buffer): Buffer {
  if (method === 0) return packed;
  if (method !== 8) throw new ZipError(`${name} is packed in an unknown way (${method})`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw new ZipError(`${name} cannot be unpacked`);
  }
}
