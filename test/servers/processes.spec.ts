import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processStart } from '../../deploy/local/servers/processes.mjs';

describe('a process', () => {
  const parents: ChildProcess[] = [];
  afterEach(() => {
    for (const parent of parents.splice(0)) parent.kill('SIGKILL');
  });

  /** A shell that starts a program in the background, tells its pid, and becomes one that never asks how it ended. */
  async function neglectedChild(program: string): Promise<number> {
    const parent = spawn('/bin/sh', ['-c', `${program} & echo $!; exec sleep 60`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    parents.push(parent);
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    return Number(line);
  }

  it('has one beginning for as long as it runs', async () => {
    const start = processStart(process.pid);
    expect(start).toBeTruthy();
    await sleep(1_100);
    expect(processStart(process.pid)).toBe(start);
    expect(isRunning(process.pid)).toBe(true);
  });

  it('that ended is not running, even while its parent has not asked how', async () => {
    const pid = await neglectedChild('sleep 0.2');
    expect(isRunning(pid)).toBe(true);
    for (const deadline = Date.now() + 5_000; isRunning(pid) && Date.now() < deadline; ) await sleep(20);
    expect(isRunning(pid)).toBe(false);
    // The system still keeps its pid and lets it be signalled: that alone says nothing.
    expect(process.kill(pid, 0)).toBe(true);
  });

  it('that never was is not running', () => {
    expect(isRunning(undefined)).toBe(false);
    expect(isRunning(2 ** 22 + 1)).toBe(false);
  });
});
