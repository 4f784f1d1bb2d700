import { sourceBundle } from '../../../../test/support/time-skipping.js';
import { workflowEntry } from '../conductor/bundle-files.js';

/** Modules that webpack took into the bundle, by the keys of its module table: each begins a line after a comment of stars. */
function modulesOf(code: string): string[] {
  return [...code.matchAll(/^\/\*{3}\/ "(\.\/[^"]+)"/gm)].map(([, path = '']) => path);
}

describe('the workflow bundle', () => {
  let modules: string[];
  beforeAll(async () => {
    modules = modulesOf((await sourceBundle(workflowEntry)).code);
  }, 60_000);

  it('holds the workflows', () => {
    const workflows = ['appraisal-cycle', 'cohort', 'collect-source'].map(
      (name) => `./apps/cycles/src/workflows/${name}.ts`,
    );
    expect(modules).toEqual(expect.arrayContaining(workflows));
  });

  it('holds of our own code the workflows, their messages and what the platform adds, and nothing else', () => {
    const allowed =
      /^\.\/(apps\/cycles\/src\/workflows\/|libs\/domain\/(cycle|calendar)\/|libs\/contracts\/cycles\/workflow\.ts|libs\/platform\/temporal\/(workflow-interceptors|request-id|failure-converter)\.ts)/;
    expect(modules.filter((path) => !path.includes('node_modules') && !allowed.test(path))).toEqual([]);
  });

  it('holds no library beyond those of Temporal and what they need', () => {
    const libraries = modules
      .filter((path) => path.includes('node_modules/'))
      .map((path) => path.replace(/^.*node_modules\/((@[^/]+\/)?[^/]+).*$/, '$1'));
    expect([...new Set(libraries)].sort()).toEqual([
      '@temporalio/common',
      '@temporalio/workflow',
      'long',
      'ms',
      'nexus-rpc',
    ]);
  });
});
