import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Board } from '../demo/board.js';
import type { Tab } from './tab.js';

/** Pictures of the month, numbered as they were taken and named by what they show. */
export class Album {
  private taken = 0;

  constructor(
    private readonly folder: string,
    private readonly board: Board,
  ) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  get size(): number {
    return this.taken;
  }

  async take(tab: Tab, shows: string): Promise<void> {
    await tab.settled();
    await tab.pointAway();
    this.taken += 1;
    const name = `${String(this.taken).padStart(2, '0')}-${shows}.png`;
    await tab.page.screenshot({ path: join(this.folder, name), animations: 'disabled' });
    this.board.say(`screenshot ${name}`);
  }
}
