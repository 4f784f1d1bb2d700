import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseFaults } from '../../deploy/local/demo-faults.mjs';
import { commands } from '../../deploy/local/topology.mjs';
import { projectRoot } from '../../libs/platform/config/index.js';

describe('npm run kaohe', () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(projectRoot, 'deploy/local/kaohe.mjs'), ...words], { encoding: 'utf8' });

  it('lists every command with what it does', () => {
    const { status, stdout, stderr } = run('--help');
    expect([status, stderr]).toEqual([0, '']);
    for (const { word, does } of commands) expect(stdout).toMatch(new RegExp(`^ {2}${word} +${does}$`, 'm'));
  });

  it.each([
    [['recompute'], /^there is no command "recompute"\n/],
    [[], /^npm run kaohe -- COMMAND/],
  ])('answers %j with the list on standard error and exit code 2', (words, message) => {
    const { status, stdout, stderr } = run(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toContain(commands[0]?.does);
  });

  it.each(commands)('has a program for $word', ({ entry }) => {
    expect(existsSync(join(projectRoot, entry.replace(/\.js$/, '.ts')))).toBe(true);
  });
});

describe('the faults of a demo', () => {
  it('are named on its command line, beside the wish for a browser', () => {
    expect(parseFaults(['--kill', 'cycles@12.5', '--kill', 'postgres', '--without-temporal', '60'])).toEqual({
      browser: false,
      kills: [
        { name: 'cycles', afterSeconds: 12.5 },
        { name: 'postgres', afterSeconds: 10 },
      ],
      withoutTemporalSeconds: 60,
    });
    expect(parseFaults([])).toEqual({ browser: false, kills: [], withoutTemporalSeconds: undefined });
    expect(parseFaults(['--browser'])).toEqual({ browser: true, kills: [], withoutTemporalSeconds: undefined });
    expect(parseFaults(['--help'])).toBeUndefined();
  });

  it.each([
    [['--kill', 'everything'], /there is no process "everything" to kill\n {2}→ name one of audit, .*postgres/],
    [['--kill', 'cycles@soon'], /--kill cycles@ is followed by "soon"/],
    [['--without-temporal', '-1'], /without-temporal/],
    [['--break'], /Unknown option '--break'/],
  ])('are refused when they make no sense: %j', (words, message) => {
    expect(() => parseFaults(words)).toThrow(message);
  });
});
