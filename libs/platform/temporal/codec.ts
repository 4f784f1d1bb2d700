import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec, ValueError } from '@temporalio/common';
import proto from '@temporalio/proto';

const encoding = new TextEncoder().encode('binary/aes-256-gcm');
const keyIdField = 'key-id';
const nonceBytes = 12;
const tagBytes = 16;

interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * Encrypts every payload that leaves for Temporal. The namespace is authenticated with it, so that a payload carried into another
 * namespace does not open; one that is not ours or was altered is refused, never passed through.
 */
export class EncryptingCodec implements PayloadCodec {
  private readonly keys: readonly [Key, ...Key[]];
  private readonly boundTo: Buffer;

  /** @param keyRing base64 keys of 32 bytes separated by commas; the first encrypts, all decrypt. */
  constructor(keyRing: string, namespace: string) {
    const [first, ...others] = keyRing.split(',').map(parseKey);
    if (!first) throw new CodecKeyError();
    this.keys = [first, ...others];
    this.boundTo = Buffer.from(`kaohe/${namespace}`);
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.seal(payload));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => this.open(payload));
  }

  private seal(payload: Payload): Payload {
    const [key] = this.keys;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(this.boundTo);
    const sealed = [cipher.update(proto.temporal.api.common.v1.Payload.encode(payload).finish()), cipher.final()];
    return {
      metadata: { [METADATA_ENCODING_KEY]: encoding, [keyIdField]: Buffer.from(key.id) },
      data: Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]),
    };
  }

  private open(payload: Payload): Payload {
    const found = payload.metadata?.[METADATA_ENCODING_KEY];
    if (!found || Buffer.compare(found, encoding) !== 0) {
      throw new UndecodablePayload(`its encoding is "${found ? Buffer.from(found).toString() : 'none'}"`);
    }
    const keyId = Buffer.from(payload.metadata?.[keyIdField] ?? []).toString();
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) throw new UndecodablePayload(`key ${keyId} is not on the key ring`);
    return proto.temporal.api.common.v1.Payload.decode(this.decipher(key, Buffer.from(payload.data ?? [])));
  }

  private decipher(key: Key, data: Buffer): Buffer {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.secret, data.subarray(0, nonceBytes))
        .setAAD(this.boundTo)
        .setAuthTag(data.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(data.subarray(nonceBytes + tagBytes)), decipher.final()]);
    } catch {
      throw new UndecodablePayload('it was altered or belongs to another namespace');
    }
  }
}

export class UndecodablePayload extends ValueError {
  constructor(cause: string) {
    super(`A payload from Temporal is refused: ${cause}. Check KAOHE_CODEC_KEY and TEMPORAL_NAMESPACE.`);
  }
}
export class CodecKeyError extends Error {
  constructor() {
    super('KAOHE_CODEC_KEY is not 32 bytes in base64; make one with: openssl rand -base64 32');
  }
}

function parseKey(text: string): Key {
  const secret = Buffer.from(text.trim(), 'base64');
  if (secret.length !== 32) throw new CodecKeyError();
  return { id: createHash('sha256').update(secret).digest('hex').slice(0, 12), secret };
}
