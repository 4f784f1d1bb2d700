import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../../deploy/local/servers/processes.mjs';
import { type Program, Supervised } from '../../deploy/local/supervise.mjs';

describe('a supervised process', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kaohe-supervise-'));
  const told: string[] = [];
  const running: Supervised[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    told.length = 0;
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  function supervise(name: string, code: string, more: Partial<Program> = {}): Supervised {
    const program = join(dataDir, `${name}.cjs`);
    writeFileSync(program, code);
    const supervised = new Supervised({
      name,
      command: process.execPath,
      args: [program],
      env: { PATH: process.env.PATH },
      dataDir,
      log: (line) => told.push(line),
      ...more,
    });
    running.push(supervised);
    return supervised;
  }

  const waitsForEver = `console.log('ready'); setInterval(() => {}, 1000);`;
  const logOf = (name: string): string => readFileSync(join(dataDir, 'logs', `${name}.log`), 'utf8');

  it('is well once it printed its line', async () => {
    const supervised = supervise(
      'prints',
      `setTimeout(() => console.log('now ready'), 200); setInterval(() => {}, 1000);`,
      {
        readyLine: 'ready',
      },
    );
    await supervised.start();
    expect(logOf('prints')).toContain('now ready');
  });

  it('that dies before it is well is reported with the end of its log', async () => {
    const supervised = supervise('dies', `console.error('the port is taken'); process.exit(3);`, {
      readyLine: 'ready',
    });
    await expect(supervised.start()).rejects.toThrow(
      /dies ended with code 3[\s\S]*the port is taken[\s\S]*its whole log is/,
    );
  });

  it('that cannot be run at all is reported and can be stopped', async () => {
    const supervised = supervise('missing', '', { command: join(dataDir, 'no-such-program'), readyLine: 'ready' });
    await expect(supervised.start()).rejects.toThrow(/missing could not be started: .*ENOENT/);
    await supervised.stop();
    expect(supervised.pid).toBeUndefined();
  });

  it('that is not well in time is ended', async () => {
    const supervised = supervise('silent', `setInterval(() => {}, 1000);`, { readyLine: 'ready', readyTimeoutMs: 300 });
    await expect(supervised.start()).rejects.toThrow(/silent was not well within 0.3 s: it did not print "ready"/);
    await until(() => !isRunning(supervised.pid));
  });

  it('is started again when it is killed', async () => {
    const supervised = supervise('killed', waitsForEver, { readyLine: 'ready' });
    await supervised.start();
    const first = supervised.pid;
    supervised.kill();
    await until(() => told.some((line) => line.startsWith('killed is well again')));
    expect(supervised.pid).not.toBe(first);
    expect(told[0]).toBe('killed ended with SIGKILL; starting it again');
  });

  it('that crashes again and again is given up with the cause', async () => {
    const causes: string[] = [];
    const marker = join(dataDir, 'crashes-once-started');
    const code = `const fs = require('node:fs');
      if (fs.existsSync(${JSON.stringify(marker)})) { console.error('disk full'); process.exit(4); }
      fs.writeFileSync(${JSON.stringify(marker)}, ''); console.log('ready'); setTimeout(() => process.exit(1), 500);`;
    const supervised = supervise('crashing', code, {
      readyLine: 'ready',
      giveUpAfterMs: 500,
      onGivenUp: (cause) => causes.push(cause.message),
    });
    await supervised.start();
    await until(() => causes.length > 0);
    expect(causes[0]).toMatch(/crashing ended with code 4[\s\S]*disk full/);
  });

  it('is stopped by its graceful signal and not started again', async () => {
    const code = `process.on('SIGTERM', () => { console.log('finishing'); process.exit(0); }); ${waitsForEver}`;
    const supervised = supervise('graceful', code, { readyLine: 'ready' });
    await supervised.start();
    await supervised.stop();
    await sleep(300);
    expect(isRunning(supervised.pid)).toBe(false);
    expect(logOf('graceful')).toContain('finishing');
    expect(told).toEqual([]);
  });

  it('that does not end in its grace time is killed', async () => {
    const supervised = supervise('stubborn', `process.on('SIGTERM', () => {}); ${waitsForEver}`, {
      readyLine: 'ready',
      stopGraceMs: 200,
    });
    await supervised.start();
    await supervised.stop();
    expect(isRunning(supervised.pid)).toBe(false);
    expect(told).toEqual(['stubborn did not end within 0.2 s of SIGTERM; killed']);
  });

  it('can be started once more after it was stopped', async () => {
    const supervised = supervise('twice', waitsForEver, { readyLine: 'ready' });
    await supervised.start();
    await supervised.stop();
    await supervised.start();
    expect(isRunning(supervised.pid)).toBe(true);
  });

  it('has a log of JSON lines, whatever it prints', async () => {
    const code = `console.log('{"level":30,"msg":"well"}'); console.error('Warning: old'); ${waitsForEver}`;
    await supervise('talks', code, { readyLine: 'ready' }).start();
    await until(() => logOf('talks').includes('Warning'));
    const messages = logOf('talks')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg);
    expect(messages.sort()).toEqual(['Warning: old', 'ready', 'well']);
  });
});

async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !holds(); await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`it did not come true within ${withinMs} ms: ${holds}`);
  }
}
