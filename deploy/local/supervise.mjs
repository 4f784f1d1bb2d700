import { spawn } from 'node:child_process';
import { closeSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteEnded, noteRunning } from './leftovers.mjs';
import { collectLines, openLog, tail } from './log-file.mjs';
import { StartFailure } from './servers/failure.mjs';
import { forget, watch } from './servers/watch.mjs';

/**
 * @typedef {object} Program
 * @property {string} name the process's name in messages and of its log file
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env the whole environment of the process
 * @property {string} dataDir its log goes below it
 * @property {(line: string) => void} log one line for the person at the terminal
 * @property {() => Promise<unknown>} [ready] rejects until the process is well
 * @property {string} [healthUrl] ready when it answers 200
 * @property {string} [readyLine] ready when it printed a line with this text
 * @property {number} [readyTimeoutMs]
 * @property {'json' | 'raw'} [output] `raw`: the process writes to its log file itself, in its own format
 * @property {string} [cwd]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {NodeJS.Signals} [stopSignal]
 * @property {number} [stopGraceMs]
 * @property {(cause: Error) => void} [onGivenUp] the process cannot be kept running
 */

// A crash long after the last one is tried again at once; a process that dies at every start gets time, then is given up.
const restartAfterMs = [100, 500, 1_000, 2_000, 5_000];
const settledAfterMs = 2_000;

/** One process, started, watched, restarted when it crashes, and stopped gracefully. It never outlives this process. */
export class Supervised {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #stopping = false;
  #crashes = 0;
  #readyAt = 0;

  /** @param {Program} program */
  constructor(program) {
    this.program = program;
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Resolves when the process is well; rejects with the end of its log when it dies first. */
  async start() {
    this.#stopping = false;
    await this.#run();
  }

  /** Ends it: the graceful signal, then after the grace time SIGKILL. */
  async stop() {
    this.#stopping = true;
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const { stopSignal = 'SIGTERM', stopGraceMs = 10_000, name, log } = this.program;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(stopSignal);
    const timer = setTimeout(() => {
      log(`${name} did not end within ${stopGraceMs / 1_000} s of ${stopSignal}; killed`);
      child.kill('SIGKILL');
    }, stopGraceMs);
    await ended;
    clearTimeout(timer);
  }

  /** A crash on purpose; the process is started again by itself. @param {NodeJS.Signals} [signal] */
  kill(signal = 'SIGKILL') {
    this.#child?.kill(signal);
  }

  async #run() {
    const {
      name,
      command,
      args,
      env,
      cwd,
      uid,
      gid,
      dataDir,
      output = 'json',
      stopSignal = 'SIGTERM',
      stopGraceMs = 10_000,
    } = this.program;
    const { path, fd } = openLog(dataDir, name);
    const logFrom = statSync(path).size;
    const child = spawn(command, args, {
      env,
      cwd,
      uid,
      gid,
      // A group of its own: Ctrl-C reaches this process alone, which stops the others in their order.
      detached: true,
      stdio: output === 'raw' ? ['ignore', fd, fd] : ['ignore', 'pipe', 'pipe'],
    });
    closeSync(fd);
    this.#child = child;
    this.#readyAt = 0;
    if (child.pid) {
      const running = { pid: child.pid, signal: stopSignal, graceMs: stopGraceMs };
      watch(running);
      noteRunning(dataDir, name, running);
    }

    const died = new Promise((_, reject) => {
      child.once('error', (error) =>
        reject(new StartFailure(`${name} could not be started: ${error.message}`, `check that ${command} can be run`)),
      );
      child.once('exit', (code, signal) => {
        if (child.pid) forget(child.pid);
        noteEnded(dataDir, name);
        reject(
          new StartFailure(
            `${name} ended with ${signal ?? `code ${code}`}. The end of its log:\n${tail(path, logFrom)}`,
            `its whole log is ${path}`,
          ),
        );
        if (this.#readyAt > 0 && !this.#stopping) void this.#restart(signal ?? `code ${code}`);
      });
    });
    const lineSeen = this.#collect(child, path);
    try {
      await Promise.race([this.#becomesReady(child, lineSeen), died]);
    } catch (error) {
      if (!hasEnded(child)) child.kill('SIGKILL');
      throw error;
    }
    died.catch(() => undefined);
    this.#readyAt = Date.now();
  }

  /** @param {import('node:child_process').ChildProcess} child @param {string} path */
  #collect(child, path) {
    const { name, readyLine } = this.program;
    return new Promise((resolve) => {
      const onLine = readyLine
        ? (/** @type {string} */ line) => line.includes(readyLine) && resolve(undefined)
        : undefined;
      for (const stream of [child.stdout, child.stderr]) if (stream) collectLines(stream, path, name, onLine);
    });
  }

  /** @param {import('node:child_process').ChildProcess} child @param {Promise<unknown>} lineSeen */
  async #becomesReady(child, lineSeen) {
    const { name, ready, readyLine, healthUrl, readyTimeoutMs = 60_000 } = this.program;
    const deadline = Date.now() + readyTimeoutMs;
    let reason = readyLine ? `it did not print "${readyLine}"` : 'no answer';
    if (readyLine) {
      const late = sleep(readyTimeoutMs, 'late', { ref: false });
      if ((await Promise.race([lineSeen, late])) !== 'late') return;
    }
    const check = ready ?? (healthUrl ? () => answersOk(healthUrl) : undefined);
    if (!check && !readyLine) return;
    while (check && Date.now() < deadline && !hasEnded(child)) {
      try {
        return await check();
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
      await sleep(50);
    }
    throw new StartFailure(
      `${name} was not well within ${readyTimeoutMs / 1_000} s: ${reason}`,
      `see logs/${name}.log in the data folder`,
    );
  }

  /** @param {string} how */
  async #restart(how) {
    const { name, log, onGivenUp } = this.program;
    this.#crashes = Date.now() - this.#readyAt > settledAfterMs ? 0 : this.#crashes;
    for (let cause = new Error(`${name} ended with ${how}`); ; ) {
      const delayMs = restartAfterMs[this.#crashes];
      if (delayMs === undefined) {
        log(`${name} is given up after ${this.#crashes} crashes in a row: ${cause.message}`);
        onGivenUp?.(cause);
        return;
      }
      this.#crashes += 1;
      log(`${name} ended with ${how}; starting it again`);
      await sleep(delayMs);
      if (this.#stopping) return;
      try {
        await this.#run();
        log(`${name} is well again (pid ${this.pid})`);
        return;
      } catch (error) {
        cause = /** @type {Error} */ (error);
        how = 'an error at its start';
      }
    }
  }
}

/** @param {import('node:child_process').ChildProcess} child */
const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** @param {string} url */
async function answersOk(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}
