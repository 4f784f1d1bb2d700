const everyMs = 15_000;

/**
 * Does what may take minutes, saying every so often what is still waited for.
 * @template T
 * @param {(line: string) => void} log @param {string} what @param {() => Promise<T>} work
 */
export async function withProgress(log, what, work) {
  const began = Date.now();
  const timer = setInterval(() => log(`${what} (${Math.round((Date.now() - began) / 1_000)} s)`), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
