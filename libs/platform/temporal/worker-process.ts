import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { compiledCode, type TemporalConfig } from './config.js';
import { encryptingConverter } from './data-converter.js';
import { callCarryingActivities } from './interceptors.js';

/** What an environment may say otherwise: tests connect to their own server and load the code they bundled. */
export type WorkerSettings = Pick<
  WorkerOptions,
  'taskQueue' | 'activities' | 'workflowBundle' | 'dataConverter' | 'interceptors'
>;

export const bundled = (path: string): { readonly code: string } => ({
  code: readFileSync(compiledCode(path), 'utf8'),
});

const retryMs = { first: 500, last: 5_000 };

/**
 * Keeps one worker polling for as long as the process lives: waits for a Temporal that is not there yet, and builds the worker anew
 * when its connection broke for good.
 */
export class WorkerProcess {
  private worker: Worker | undefined;
  private failure = 'not connected yet';
  private readonly stopping = new AbortController();
  private readonly finished: Promise<void>;

  constructor(
    private readonly config: TemporalConfig,
    private readonly settings: WorkerSettings,
    private readonly logger: Logger,
  ) {
    this.finished = this.keepRunning();
  }

  /** For health checks: rejects unless the worker polls. */
  async check(): Promise<void> {
    const state = this.worker?.getState() ?? 'no worker';
    if (state !== 'RUNNING') throw new Error(`the worker does not poll (${state}): ${this.failure}`);
  }

  /** Lets running activities finish, then ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.finished;
  }

  private async keepRunning(): Promise<void> {
    for (let waitMs = retryMs.first; !this.stopping.signal.aborted; waitMs = Math.min(waitMs * 2, retryMs.last)) {
      try {
        await this.runOnce(() => {
          waitMs = retryMs.first;
        });
      } catch (error) {
        this.failure = error instanceof Error ? error.message : String(error);
        this.logger.warn({ cause: this.failure }, 'the worker has no Temporal; trying again');
      }
      // An abort only cuts the wait short.
      await sleep(waitMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async runOnce(onRunning: () => void): Promise<void> {
    const connection = await NativeConnection.connect({ address: this.config.TEMPORAL_ADDRESS });
    try {
      this.worker = await Worker.create({
        connection,
        namespace: this.config.TEMPORAL_NAMESPACE,
        dataConverter: encryptingConverter(this.config),
        interceptors: { activity: [callCarryingActivities] },
        // Activities are safe to repeat: they are given most of the ten seconds after which a supervisor kills, then another worker repeats them.
        shutdownGraceTime: '5 s',
        shutdownForceTime: '8 s',
        ...this.settings,
      });
      if (this.stopping.signal.aborted) return;
      const running = this.worker.run();
      onRunning();
      this.logger.info({ taskQueue: this.settings.taskQueue }, 'worker polls');
      await running;
    } finally {
      this.worker = undefined;
      await connection.close().catch(() => undefined);
    }
  }
}
