/** Two-byte half of GB18030, which holds all of GBK: what Excel in China saves as CSV. Node decodes it but has no encoder, so the decoder is turned round. */
const bytesOf: ReadonlyMap<string, number> = twoByteTable();

function twoByteTable(): Map<string, number> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1) table.set(character, lead * 256 + trail);
    }
  }
  return table;
}

export function gb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(...twoBytes(character));
  }
  return Buffer.from(bytes);
}

function twoBytes(character: string): [number, number] {
  const pair = bytesOf.get(character);
  if (pair === undefined) throw new Error(`"${character}" has no two-byte form in GB18030: use another character`);
  return [pair >> 8, pair & 0xff];
}
