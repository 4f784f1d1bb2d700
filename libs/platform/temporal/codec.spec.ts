import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { CodecKeyError, EncryptingCodec, UndecodablePayload } from './codec.js';

const key = (seed: string): string => Buffer.alloc(32, seed).toString('base64');
const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const textOf = (payload: Payload): string => Buffer.from(payload.data ?? []).toString('latin1');

describe('payloads on their way to Temporal', () => {
  const codec = new EncryptingCodec(key('a'), 'kaohe');

  it('come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const [opened] = await codec.decode(await codec.encode([payloadOf(value)]));
        expect(defaultPayloadConverter.fromPayload(opened as Payload)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 50 },
    );
  });

  it('show nothing of their content, and never the same twice', async () => {
    const payload = payloadOf({ cycleId: 'a-cycle-of-someone' });
    const [one, two] = await codec.encode([payload, payload]);
    expect(textOf(one as Payload)).not.toContain('a-cycle');
    expect(textOf(one as Payload)).not.toEqual(textOf(two as Payload));
  });

  it('are refused when they are not encrypted', async () => {
    await expect(codec.decode([payloadOf('plain')])).rejects.toThrow(UndecodablePayload);
    await expect(codec.decode([{}])).rejects.toThrow('its encoding is "none"');
  });

  it('are refused after any one bit of them was changed', async () => {
    const [sealed] = await codec.encode([payloadOf('a word')]);
    const data = Buffer.from(sealed?.data ?? []);
    for (let at = 0; at < data.length; at += 1) {
      const altered = Buffer.from(data);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await expect(codec.decode([{ metadata: sealed?.metadata ?? null, data: altered }])).rejects.toThrow('altered');
    }
  });

  it('do not open in another namespace', async () => {
    const elsewhere = new EncryptingCodec(key('a'), 'another');
    await expect(elsewhere.decode(await codec.encode([payloadOf(1)]))).rejects.toThrow('another namespace');
  });

  it('open after a rotation, with the earlier key still on the ring', async () => {
    const sealed = await codec.encode([payloadOf('old')]);
    const rotated = new EncryptingCodec(`${key('b')},${key('a')}`, 'kaohe');
    expect(await rotated.decode(sealed)).toEqual(await codec.decode(sealed));
    await expect(codec.decode(await rotated.encode([payloadOf('new')]))).rejects.toThrow('not on the key ring');
  });

  it('need a key of 32 bytes', () => {
    expect(() => new EncryptingCodec('c2hvcnQ=', 'kaohe')).toThrow(CodecKeyError);
    expect(() => new EncryptingCodec('', 'kaohe')).toThrow('openssl rand -base64 32');
  });
});
