import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { spreadsheetLimits } from './limits.js';
import { readSheets, readTable } from './read-table.js';
import { looksLikeFormula, writeWorkbook } from './write-workbook.js';

const problemOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'was read',
    (error: { code: string }) => error.code,
  );

describe('a workbook we wrote and read again', () => {
  const written = writeWorkbook([
    {
      name: '人員/People',
      header: ['工號', 'amount', 'from', 'note'],
      rows: [
        ['00017', { number: '97.50' }, { date: '2026-10-12' }, '=1+1'],
        [null, null, null, null],
        ['E-2', { number: '-0.1' }, { date: '2026-01-01' }, { bold: '合計' }],
      ],
    },
    { name: 'second', header: ['a'], rows: [['x']] },
  ]);

  it('keeps codes with leading zeros, decimals, dates and row numbers', async () => {
    const table = await readTable(await written);
    expect(table.header).toEqual(['工號', 'amount', 'from', 'note']);
    expect(table.rows).toEqual([
      { rowNo: 2, cells: ['00017', '97.5', '2026-10-12', '=1+1'] },
      { rowNo: 4, cells: ['E-2', '-0.1', '2026-01-01', '合計'] },
    ]);
  });

  it('names its sheets without the characters Excel refuses, and each can be picked', async () => {
    const sheets = await readSheets(await written);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['人員 People', 'second']);
    expect((await readTable(await written, 'second')).rows).toEqual([{ rowNo: 2, cells: ['x'] }]);
    expect(await problemOf(readTable(await written, 'third'))).toBe('spreadsheet.header_missing');
  });

  it('stores text that looks like a formula as text', async () => {
    const xml = unzippedText(await written);
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('ySplit="1"');
    expect(xml).toMatch(/<v>97\.5<\/v>/);
  });

  it('refuses a number cell that is no number', async () => {
    await expect(writeWorkbook([{ name: 's', header: ['a'], rows: [[{ number: 'many' }]] }])).rejects.toThrow(
      'a number cell holds "many"',
    );
  });
});

it.each(['=1', '+1', '-1', '@x', '\tx', ' =1', '＝1', '＠x', '－1'])('%j looks like a formula', (text) => {
  expect(looksLikeFormula(text)).toBe(true);
});
it.each(['1', 'a=b', '張三', ''])('%j does not look like a formula', (text) => {
  expect(looksLikeFormula(text)).toBe(false);
});

describe('a CSV', () => {
  it('is read as UTF-8, with or without its mark', async () => {
    const text = '工號,姓名\r\n007,"林, 梅"\r\n';
    for (const content of [Buffer.from(text), Buffer.from(`\uFEFF${text}`)]) {
      expect(await readTable(content)).toEqual({
        name: 'CSV',
        header: ['工號', '姓名'],
        rows: [{ rowNo: 2, cells: ['007', '林, 梅'] }],
      });
    }
  });

  it('is read as GB18030 when it is no UTF-8', async () => {
    // "姓名,部门\n林梅,销售" in GB18030
    const content = Buffer.from('d0d5c3fb2cb2bfc3c50ac1d6c3b72ccffacadb', 'hex');
    expect(await readTable(content)).toMatchObject({
      header: ['姓名', '部门'],
      rows: [{ rowNo: 2, cells: ['林梅', '销售'] }],
    });
  });

  it('with a NUL in a cell is refused', async () => {
    expect(await problemOf(readTable(Buffer.from('a,b\n1,x\u0000y\n')))).toBe('spreadsheet.broken_text');
  });

  it('that is empty has no header', async () => {
    expect(await problemOf(readTable(Buffer.from('\n\n')))).toBe('spreadsheet.header_missing');
  });

  it('with as many rows as allowed is read, with one more it is refused', async () => {
    const limits = { ...spreadsheetLimits, rows: 3 };
    const lines = (count: number) => Buffer.from(['h', ...Array.from({ length: count }, (_, i) => `${i}`)].join('\n'));
    expect((await readTable(lines(3), undefined, limits)).rows).toHaveLength(3);
    expect(await problemOf(readTable(lines(4), undefined, limits))).toBe('spreadsheet.too_many_rows');
  });

  it('with more columns than allowed is refused', async () => {
    const wide = Buffer.from(`${Array.from({ length: 65 }, (_, i) => `c${i}`).join(',')}\n`);
    expect(await problemOf(readTable(wide))).toBe('spreadsheet.too_many_columns');
  });
});

describe('a hostile file', () => {
  it('above the size in is refused unread', async () => {
    expect(await problemOf(readTable(Buffer.alloc(spreadsheetLimits.bytesIn + 1)))).toBe('spreadsheet.too_large');
  });

  it('whose archive says it unpacks to too much is refused', async () => {
    const bomb = archive([{ name: 'xl/workbook.xml', content: Buffer.alloc(1_000), said: 200 * 1024 * 1024 }]);
    expect(await problemOf(readTable(bomb))).toBe('spreadsheet.too_many_bytes');
  });

  it('whose archive lies about its size is refused while unpacking', async () => {
    const limits = { ...spreadsheetLimits, bytesOut: 1_000_000 };
    const bomb = archive([{ name: 'xl/workbook.xml', content: Buffer.alloc(2_000_000), said: 10 }]);
    expect(await problemOf(readTable(bomb, undefined, limits))).toBe('spreadsheet.too_many_bytes');
  });

  it('that unpacks to more than a hundred times its size is refused', async () => {
    const bomb = archive([{ name: 'xl/workbook.xml', content: Buffer.alloc(2_000_000) }]);
    expect(await problemOf(readTable(bomb))).toBe('spreadsheet.too_many_ratio');
  });

  it('with too many entries is refused', async () => {
    const entries = Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, content: Buffer.from(`${i}`) }));
    expect(await problemOf(readTable(archive(entries)))).toBe('spreadsheet.too_many_entries');
  });

  it('that only looks like an archive is refused', async () => {
    expect(await problemOf(readTable(Buffer.from('PK\u0003\u0004nothing')))).toBe('spreadsheet.unreadable');
    expect(await problemOf(readTable(archive([{ name: 'a.txt', content: Buffer.from('a') }])))).toBe(
      'spreadsheet.unreadable',
    );
  });

  it('that takes too long is given up', async () => {
    expect(await problemOf(readTable(Buffer.from('a\n'), undefined, { ...spreadsheetLimits, timeoutMs: 1 }))).toBe(
      'spreadsheet.too_slow',
    );
  });

  it('that needs too much memory ends its own thread only', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => Array.from({ length: 20 }, (_, j) => `cell ${i} ${j}`));
    const content = Buffer.from(rows.map((row) => row.join(',')).join('\n')).subarray(0, spreadsheetLimits.bytesIn);
    expect(await problemOf(readTable(content, undefined, { ...spreadsheetLimits, heapMb: 16 }))).toBe(
      'spreadsheet.too_heavy',
    );
  });
});

/** The smallest ZIP there is; `said` lies about the unpacked size. */
function archive(files: { name: string; content: Buffer; said?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, said } of files) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(said ?? content.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** All parts of an archive as text. */
function unzippedText(content: Buffer): string {
  let text = '';
  const end = content.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = content.readUInt32LE(end + 16);
  for (let no = content.readUInt16LE(end + 10); no > 0; no -= 1) {
    const local = content.readUInt32LE(at + 42);
    const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
    const packed = content.subarray(start, start + content.readUInt32LE(at + 20));
    text += content.readUInt16LE(at + 10) === 0 ? packed.toString() : inflateRawSync(packed).toString();
    at += 46 + content.readUInt16LE(at + 28) + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return text;
}
