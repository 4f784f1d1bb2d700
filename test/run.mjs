// `npm test`: every suite on real servers, each obtained when it is missing; the last line counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../deploy/local/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
ensureInstalled((line) => process.stderr.write(`${line}\n`));
const folder = mkdtempSync(join(tmpdir(), 'kaohe-results-'));
const resultsFile = join(folder, 'jest.json');
const jest = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${resultsFile}`,
    '--maxWorkers=2',
    ...process.argv.slice(2),
  ],
  // A run that does not end is a failure, not a wait.
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], timeout: 40 * 60_000 },
);
const { passed, failed } = count(resultsFile);
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = jest.status === 0 && failed === 0 && passed > 0 ? 0 : 1;

/** A suite that could not run at all counts as a failure, and so does a test that is skipped: none may be. @param {string} file */
function count(file) {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const unrun = results.numPendingTests + results.numTodoTests + results.numRuntimeErrorTestSuites;
    return { passed: results.numPassedTests, failed: results.numFailedTests + unrun };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
