import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Writes the content to a file of our own, hands it on from there, and removes it whatever happens. */
export async function inTemporaryFile<T>(
  content: AsyncIterable<Buffer>,
  work: (content: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kaohe-pack-'));
  try {
    const file = join(folder, 'pack');
    await pipeline(content, createWriteStream(file, { mode: 0o600 }));
    return await work(createReadStream(file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
