/** A file of a pack. A pack is parts one after the other, so that a cycle's pack is the parts of its appraisals. */
export interface PackPart {
  readonly path: string;
  readonly content: AsyncIterable<Buffer> | Iterable<Buffer>;
}

export const textPart = (path: string, text: string): PackPart => ({ path, content: [Buffer.from(text)] });

export const jsonPart = (path: string, value: unknown): PackPart =>
  textPart(path, `${JSON.stringify(value, null, 2)}\n`);

/** One value a line, written as they come. */
export const linesPart = (path: string, values: AsyncIterable<unknown> | Iterable<unknown>): PackPart => ({
  path,
  content: linesOf(values),
});

async function* linesOf(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Buffer> {
  for await (const value of values) yield Buffer.from(`${JSON.stringify(value)}\n`);
}
