import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { runStatement } from '../../../../libs/platform/database/index.js';

/** An entry waits for at most one pause and one pass: well within the second it has. */
const pauseMs = 200;
/** About a fifth of a second of sealing; the transaction stays short. */
const passSize = 10_000;
/** While the database is away it is asked less often. */
const pauseAfterFailureMs = 1_000;

const logger = pino({ base: { service: 'audit', part: 'sealer' }, timestamp: pino.stdTimeFunctions.isoTime });

/** Keeps sealing what was committed. Of several instances one works at a time; the others look again after their pause. */
@Injectable()
export class Sealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private lastPassAt = Date.now();

  constructor(private readonly database: DataSource) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Rejects when no pass has succeeded for a while. */
  async check(): Promise<void> {
    const silentMs = Date.now() - this.lastPassAt;
    if (silentMs > 10_000) throw new Error(`nothing could be sealed for ${Math.round(silentMs / 1_000)} s`);
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const sealed = await this.pass();
      if (sealed === passSize) continue;
      await this.pause(sealed === undefined ? pauseAfterFailureMs : pauseMs);
    }
  }

  /** How many were sealed; undefined when it failed. */
  private async pass(): Promise<number | undefined> {
    try {
      const [row] = await runStatement<{ sealed: number | null }>(
        this.database,
        'select audit.seal_entries($1) as sealed',
        [passSize],
      );
      this.lastPassAt = Date.now();
      return row?.sealed ?? 0;
    } catch (error) {
      logger.error({ err: String(error) }, 'sealing failed and is tried again');
      return undefined;
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.stopping;
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    });
  }
}
