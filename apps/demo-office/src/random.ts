import { createHash } from 'node:crypto';

/** Draws that depend on the seed and a label alone, so that a new kind of row changes no other. Whole numbers only: the same on every machine. */
export class Random {
  private state: number;

  constructor(seed: number, label: string) {
    this.state = createHash('sha256').update(`${seed}/${label}`).digest().readUInt32LE(0);
  }

  /** Mulberry32: small, well mixed, and exact in 32-bit integers. */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** From `low` to `high`, both possible. */
  between(low: number, high: number): number {
    return low + (this.next() % (high - low + 1));
  }

  /** True so many times in a thousand. */
  perMille(chance: number): boolean {
    return this.next() % 1000 < chance;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.next() % list.length];
    if (item === undefined) throw new Error('nothing to pick from: the list is empty');
    return item;
  }

  /** The list with exactly `count` items true, at drawn places. */
  marks(length: number, count: number): boolean[] {
    const marks = Array.from({ length }, (_, index) => index < count);
    for (let index = length - 1; index > 0; index -= 1) {
      const other = this.between(0, index);
      [marks[index], marks[other]] = [marks[other] ?? false, marks[index] ?? false];
    }
    return marks;
  }
}
