import { z } from 'zod';
import { inputsFormat } from './inputs-format.js';
import { runFormat } from './run-format.js';
import { standardFormat } from './standard-format.js';

/** STANDARD.json: one version, or several where people changed position between standards. */
export const standardDocument = z.union([standardFormat, z.array(standardFormat).min(1)]);

/** The files anyone may check us with, published as JSON Schema in docs/formats/<name>.schema.json. */
export const publishedFormats = {
  standard: standardDocument,
  inputs: inputsFormat,
  run: runFormat,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type PublishedFormat = keyof typeof publishedFormats;

export function jsonSchemaOf(format: PublishedFormat): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(publishedFormats[format], { target: 'draft-2020-12', io: 'input' });
}
