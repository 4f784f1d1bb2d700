import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../libs/platform/config/index.js';

const dataFolder = mkdtempSync(join(tmpdir(), 'kaohe-demo-'));
const demoData = join(dataFolder, 'demo');
let code: number | null;
let output = '';

/** As its user types it, and as bad days go: the service that decides is killed while it runs. */
beforeAll(async () => {
  const demo = spawn(process.execPath, ['deploy/local/demo.mjs', '--kill', 'cycles@3'], {
    cwd: projectRoot,
    // A port of its own choice, beside whatever else runs on the machine.
    env: { ...process.env, KAOHE_DATA: dataFolder, PORT: '' },
  });
  for (const stream of [demo.stdout, demo.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  [code] = await once(demo, 'close');
}, 30 * 60_000);

afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

it('a whole month is played through the public API and everything it checks holds, though a service was killed', () => {
  expect({ code, ended: output.trim().split('\n').slice(-40).join('\n') }).toMatchObject({
    code: 0,
    ended: expect.stringMatching(/(\d+) of \1 checks held\./),
  });
  expect(output).toContain('✓ the audit chain is clean');
  expect(output).toMatch(/cycles.*(killed|kill -9|SIGKILL)/i);
});

it('leaves the reports where a person finds them', () => {
  expect(readdirSync(join(demoData, 'demo')).sort()).toEqual(
    expect.arrayContaining(['cycle-report.pdf', 'cycle-report.xlsx', 'score-sheet-E0001.pdf']),
  );
});

it('a click is found by its request id in every process it reached, and no score is in any log', () => {
  const lines = (name: string): Record<string, unknown>[] =>
    readFileSync(join(demoData, 'logs', `${name}.log`), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  const launch = lines('gateway').find(
    ({ method, path, status }) => method === 'POST' && path === '/cycles' && status === 200,
  );
  const of = (name: string) => lines(name).filter(({ requestId }) => requestId === launch?.requestId);
  expect(of('cycles').map(({ subject }) => subject)).toContain('cycles.launchCycle');
  expect(of('cycles-worker').map(({ activity }) => activity)).toContain('openCollection');
  expect(of('metrics').map(({ subject }) => subject)).toContain('metrics.openCollection');
  expect(of('roles').map(({ subject }) => subject)).toContain('roles.population');
  for (const file of readdirSync(join(demoData, 'logs')))
    expect(readFileSync(join(demoData, 'logs', file), 'utf8')).not.toMatch(/"(total|score|grade|comment)":"?[^"[]/);
});
