import type { z } from 'zod';

/** A pack that cannot be understood at all. */
export class PackError extends Error {}

export function parsed<T extends z.ZodType>(format: T, content: Buffer, path: string): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(content.toString());
  } catch {
    throw new PackError(`${path} is not JSON`);
  }
  const read = format.safeParse(json);
  if (!read.success) throw new PackError(`${path} is not of its format`);
  return read.data;
}
