import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../libs/platform/config/index.js';

const configFile = '.dependency-cruiser.cjs';

/** The names of the rules that a small tree of these files breaks. */
function brokenRules(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-imports-'));
  try {
    for (const file of [configFile, 'tsconfig.json', 'package.json'])
      cpSync(join(projectRoot, file), join(folder, file));
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    const program = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const roots = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))];
    const run = spawnSync(process.execPath, [program, '--config', configFile, '--output-type', 'json', ...roots], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { summary } = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(summary.violations.map((violation) => violation.rule.name))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const leaf = 'export const value = 1;\n';
const importing = (path: string) => `import { value } from '${path}';\nexport const own = value;\n`;

test.each([
  [
    'an app that imports another',
    'apps/cycles/src/a.ts',
    'apps/roles/src/b.ts',
    '../../roles/src/b.js',
    'cycles-imports-no-other-app',
  ],
  [
    'a domain that imports the platform',
    'libs/domain/a.ts',
    'libs/platform/b.ts',
    '../platform/b.js',
    'domain-is-pure',
  ],
  ['a platform with business', 'libs/platform/a.ts', 'libs/domain/b.ts', '../domain/b.js', 'platform-has-no-business'],
  [
    'a contract that imports the platform',
    'libs/contracts/a.ts',
    'libs/platform/b.ts',
    '../platform/b.js',
    'contracts-know-domain-only',
  ],
  [
    'a workflow that imports the record',
    'apps/cycles/src/workflows/a.ts',
    'apps/cycles/src/record/b.ts',
    '../record/b.js',
    'workflows-are-deterministic',
  ],
  [
    'a page that imports the platform',
    'apps/web/src/a.ts',
    'libs/platform/b.ts',
    '../../../libs/platform/b.js',
    'web-imports-http-and-domain-only',
  ],
])('refuses %s', (_what, from, to, path, rule) => {
  expect(brokenRules({ [from]: importing(path), [to]: leaf })).toEqual([rule]);
});

test('allows an app its own folders, the domain, the contracts and the platform', () => {
  const files = {
    'apps/cycles/src/a.ts': `import { value } from '../../../libs/domain/b.js';\nimport { value as other } from '../../../libs/platform/c.js';\nexport const own = value + other;\n`,
    'libs/domain/b.ts': leaf,
    'libs/platform/c.ts': leaf,
  };
  expect(brokenRules(files)).toEqual([]);
});
