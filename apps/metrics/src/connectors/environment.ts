import { Problem } from '../../../../libs/platform/http/index.js';
import type { SourceEnvironment } from '../config.js';

/** The value behind `env:NAME`; other text stands for itself. */
export function resolveReference(reference: string, environment: SourceEnvironment): string {
  if (!reference.startsWith('env:')) return reference;
  const name = reference.slice('env:'.length);
  const value = environment[name];
  if (value) return value;
  throw new Problem(
    422,
    'source.variable_missing',
    `The source's configuration refers to ${name}, which is not set for the metrics service; set it and restart the service.`,
    { name },
  );
}
