import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { processLogger } from '../../../../libs/platform/telemetry/index.js';
import { ScheduledFetches } from './scheduled-fetches.js';

/** Schedules are kept to the minute. */
const lookEveryMs = 5_000;
/** A fetch that takes longer is given up: another process takes it over once nobody holds it any more. */
const leaveAfterMs = 5_000;

/** Looks for sources whose time has come, for as long as the service runs. */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private finished: Promise<void> = Promise.resolve();

  constructor(private readonly fetches: ScheduledFetches) {}

  onApplicationBootstrap(): void {
    this.finished = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const leaving = new AbortController();
    await Promise.race([this.finished, pause(leaveAfterMs, undefined, { signal: leaving.signal })]);
    leaving.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const found = await this.fetches.lookOnce().catch((error: unknown) => {
        processLogger().warn({ err: String(error) }, 'no look at the schedules');
        return false;
      });
      if (!found) await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
