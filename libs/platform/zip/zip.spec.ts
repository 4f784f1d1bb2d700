import { readZip, writeZip, type ZipEntry, ZipError } from './index.js';

async function* listed(files: Readonly<Record<string, readonly Buffer[]>>): AsyncGenerator<ZipEntry> {
  for (const [path, content] of Object.entries(files)) yield { path, content };
}
async function zipped(files: Readonly<Record<string, readonly Buffer[]>>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of writeZip(listed(files), new Date('2026-11-06T02:30:10Z'))) parts.push(part);
  return Buffer.concat(parts);
}
const large = Array.from({ length: 40 }, (_, index) => Buffer.alloc(10_000, index));
const files = {
  'README.txt': [Buffer.from('看一看\n'), Buffer.from('two parts')],
  'score/空.json': [],
  'large.bin': large,
};

test('what was written is read, whatever its size and its name', async () => {
  const read = readZip(await zipped(files));
  expect([...read.keys()]).toEqual(Object.keys(files));
  for (const [path, content] of Object.entries(files)) expect(read.get(path)?.()).toEqual(Buffer.concat(content));
});

test('the same content at the same time is the same file', async () => {
  expect(await zipped(files)).toEqual(await zipped(files));
});

test('a changed byte, a cut and another kind of file are refused', async () => {
  const zip = await zipped(files);
  const read = (content: Buffer) => [...readZip(content).values()].map((unpack) => unpack());
  expect(() => read(zip.subarray(0, zip.length - 10))).toThrow(ZipError);
  expect(() => read(Buffer.from('no zip'))).toThrow(ZipError);
  for (const at of [40, 60, 200]) {
    const changed = Buffer.from(zip);
    changed[at] = changed[at]! ^ 0x10;
    expect(() => read(changed)).toThrow(ZipError);
  }
});

test('a source that fails in the middle fails the file', async () => {
  async function* failing(): AsyncGenerator<ZipEntry> {
    yield {
      path: 'one',
      content: (async function* () {
        yield Buffer.from('begun');
        throw new Error('the source is away');
      })(),
    };
  }
  await expect(
    (async () => {
      for await (const _ of writeZip(failing(), new Date()));
    })(),
  ).rejects.toThrow('the source is away');
});
