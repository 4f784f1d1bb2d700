/**
 * Repeats a piece of work as long as it finds some, then pauses until woken or until it is time to look again. A failure is told
 * and followed by a longer pause.
 */
export class WorkLoop {
  private stopped = false;
  private end: () => void = () => undefined;
  private woken = false;
  private readonly finished: Promise<void>;

  constructor(
    /** Answers whether there was something to do. */
    private readonly work: () => Promise<boolean>,
    private readonly onError: (error: unknown) => void,
    private readonly pauseMs = 1_000,
  ) {
    this.finished = this.run();
  }

  wake(): void {
    this.woken = true;
    this.end();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.end();
    await this.finished;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      let found = false;
      try {
        found = await this.work();
      } catch (error) {
        this.onError(error);
      }
      if (!found && !this.woken && !this.stopped) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pauseMs);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
