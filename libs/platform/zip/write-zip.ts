import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** With `/` between folders, never leading. */
  readonly path: string;
  readonly content: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** Where an entry lies, for the directory at the end. */
interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
}

/** Sizes stand behind each entry (bit 3), names are UTF-8 (bit 11): so it can be written while it is read. */
const flags = 0x0808;
const deflate = 8;
const versionNeeded = 20;
const most = 0xffffffff;

/** A ZIP file part by part: nothing of it has to be whole in memory. All entries bear the same time, so that the same content is the same file. */
export async function* writeZip(entries: AsyncIterable<ZipEntry>, at: Date): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  const time = dosTime(at);
  let offset = 0;
  for await (const { path, content } of entries) {
    const name = Buffer.from(path);
    const begin = offset;
    const header = localHeader(name, time);
    yield header;
    offset += header.length;
    const packing = new Packing(content);
    for await (const chunk of packing.chunks()) {
      yield chunk;
      offset += chunk.length;
    }
    const { crc, size, packedSize } = packing;
    const descriptor = numbers([4, 0x08074b50], [4, crc], [4, packedSize], [4, size]);
    yield descriptor;
    offset += descriptor.length;
    written.push({ name, offset: begin, crc, size, packedSize });
    if (offset > most) throw new RangeError('the ZIP file would be larger than 4 GiB: divide it');
  }
  const directory = Buffer.concat(written.map((entry) => directoryEntry(entry, time)));
  yield directory;
  yield numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
}

/** Deflates an entry and counts what goes through. */
class Packing {
  crc = 0;
  size = 0;
  packedSize = 0;

  constructor(private readonly content: ZipEntry['content']) {}

  async *chunks(): AsyncGenerator<Buffer> {
    const source = Readable.from(this.counted(), { objectMode: false });
    const packed = source.pipe(createDeflateRaw());
    source.on('error', (error) => packed.destroy(error));
    for await (const chunk of packed as AsyncIterable<Buffer>) {
      this.packedSize += chunk.length;
      yield chunk;
    }
  }

  private async *counted(): AsyncGenerator<Buffer> {
    for await (const chunk of this.content) {
      this.crc = crc32(chunk, this.crc);
      this.size += chunk.length;
      yield chunk;
    }
  }
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Little-endian, one after the other. */
function numbers(...fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

const localHeader = (name: Buffer, [date, time]: DosTime): Buffer =>
  Buffer.concat([
    numbers(
      [4, 0x04034b50],
      [2, versionNeeded],
      [2, flags],
      [2, deflate],
      [2, time],
      [2, date],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ),
    name,
  ]);

const directoryEntry = ({ name, offset, crc, size, packedSize }: Written, [date, time]: DosTime): Buffer =>
  Buffer.concat([
    numbers(
      [4, 0x02014b50],
      [2, versionNeeded],
      [2, versionNeeded],
      [2, flags],
      [2, deflate],
      [2, time],
      [2, date],
      [4, crc],
      [4, packedSize],
      [4, size],
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ),
    name,
  ]);

type DosTime = readonly [date: number, time: number];

const dosTime = (at: Date): DosTime => [
  ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
];
