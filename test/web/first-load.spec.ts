import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Part {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Part>>;

const kilobyte = 1_000;
const mostBytes = 400 * kilobyte;

let folder: string;
let manifest: Manifest;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaohe-web-'));
  const vite = join(process.cwd(), 'node_modules/vite/bin/vite.js');
  const build = spawnSync(process.execPath, [vite, 'build', 'apps/web', '--outDir', folder, '--logLevel', 'error'], {
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`the page was not built: ${build.stderr}${build.stdout}`);
  manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A part with everything it imports at once. */
function whole(names: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...(manifest[name]?.imports ?? []));
  }
  return reached;
}

const compressedBytes = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, manifest[name]?.file ?? ''))).length, 0);

const entry = () => Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';

test.each([
  ['signing in', 'src/features/session/sign-in-page.tsx'],
  ['home', 'src/features/home/home-page.tsx'],
  ['the to-do list', 'src/features/tasks/tasks-page.tsx'],
  ['a board', 'src/features/cycles/cycle-page.tsx'],
  ['an appraisal', 'src/features/appraisal/appraisal-page.tsx'],
  ['my results', 'src/features/results/my-results-page.tsx'],
])('the first load of %s is at most 400 kB of compressed script', (_, page) => {
  const loaded = compressedBytes(whole([entry(), page, 'src/locales/zh-hant.ts']));
  expect(loaded).toBeGreaterThan(100 * kilobyte);
  expect(loaded).toBeLessThanOrEqual(mostBytes);
});

test('charts, date pickers and other languages are no part of it', () => {
  const first = whole([entry(), 'src/features/tasks/tasks-page.tsx', 'src/locales/zh-hant.ts']);
  expect([...first]).not.toContain('src/locales/en.ts');
  expect([...first].filter((name) => /chart|picker/.test(name))).toEqual([]);
});
