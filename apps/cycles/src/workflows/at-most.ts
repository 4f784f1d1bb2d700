/** Works through the set, `limit` at once; what joins the set meanwhile is worked through as well. */
export async function atMost<T>(
  limit: number,
  items: ReadonlySet<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  // A Set's iterator reaches members that were added after it began.
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: limit }, lane));
}
