/** What the demo says while it goes on, and what held. */
export class Board {
  private readonly began = Date.now();
  private readonly checks: { readonly name: string; readonly held: boolean; readonly seen: string }[] = [];

  constructor(private readonly print: (line: string) => void) {}

  say(line: string): void {
    this.print(`${((Date.now() - this.began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  }

  check(name: string, held: boolean, seen = ''): void {
    this.checks.push({ name, held, seen });
    if (!held) this.say(`DID NOT HOLD: ${name}${seen === '' ? '' : ` (${seen})`}`);
  }

  failures(): string[] {
    return this.checks.filter((check) => !check.held).map(({ name, seen }) => `${name}: ${seen}`);
  }

  /** The table of all checks; true only when every one held. */
  finish(): boolean {
    const failed = this.failures().length;
    this.print('');
    for (const { name, held, seen } of this.checks) {
      this.print(`  ${held ? '✓' : '✗'} ${name}${seen === '' ? '' : `: ${seen}`}`);
    }
    this.print(`\n${this.checks.length - failed} of ${this.checks.length} checks held.`);
    return failed === 0 && this.checks.length > 0;
  }
}
