import type { DataConverter } from '@temporalio/common';
import { EncryptingCodec } from './codec.js';
import { compiledCode, type TemporalConfig } from './config.js';

export const failureConverterModule = 'libs/platform/temporal/failure-converter.js';

export function encryptingConverter(
  config: Pick<TemporalConfig, 'KAOHE_CODEC_KEY' | 'TEMPORAL_NAMESPACE'>,
  failureConverterPath: string = compiledCode(failureConverterModule),
): DataConverter {
  return {
    payloadCodecs: [new EncryptingCodec(config.KAOHE_CODEC_KEY, config.TEMPORAL_NAMESPACE)],
    failureConverterPath,
  };
}
