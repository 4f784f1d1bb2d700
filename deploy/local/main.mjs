import { StartFailure } from './servers/failure.mjs';

/**
 * @typedef {object} Run
 * @property {(line: string) => void} log
 * @property {(stop: () => Promise<void>) => void} stopWith what ends everything, once it is up
 * @property {(cause: Error) => void} giveUp a part cannot be kept running: everything is stopped, the process fails
 */

const sameAskingMs = 1_000;

/**
 * Runs a command of ours: its messages, Ctrl-C, and an exit code. What is started ends with it in any case (servers/guardian.mjs);
 * `stopWith` makes it end in order.
 * @param {(run: Run) => Promise<'stay' | 'done'>} work
 */
export async function runMain(work) {
  const began = Date.now();
  const log = (/** @type {string} */ line) =>
    console.log(`${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
  /** @type {(() => Promise<void>) | undefined} */
  let stop;
  let ending = false;
  let toldAt = 0;
  const end = async (/** @type {number} */ code) => {
    if (ending) return;
    ending = true;
    await stop?.();
    process.exit(code);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl-C arrives twice: from the terminal, and from npm, which hands on what it gets.
      if (ending && Date.now() - toldAt < sameAskingMs) return;
      // Asked again, or before everything was up: at once.
      if (ending || !stop) process.exit(130);
      toldAt = Date.now();
      log('stopping');
      void end(0);
    });
  }
  try {
    const outcome = await work({
      log,
      stopWith: (how) => {
        stop = how;
      },
      giveUp: (cause) => {
        console.error(`\n${cause.message}\nStopping everything.`);
        void end(1);
      },
    });
    if (outcome === 'done') await end(0);
  } catch (error) {
    console.error(`\n${error instanceof StartFailure ? error.message : /** @type {Error} */ (error).stack}`);
    await end(1);
  }
}
