import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { demoPassword, foundCompany } from '../../deploy/local/demo-company.mjs';
import { emptyFolder } from '../../deploy/local/fresh-folder.mjs';
import { defaultDataDir, projectRoot } from '../../deploy/local/servers/paths.mjs';
import { startStack } from '../../deploy/local/stack.mjs';

const sources = join(projectRoot, 'test/bench');
const output = join(projectRoot, 'dist/test/bench');

/** @param {{ arguments: string[], log: (line: string) => void, stopWith: (stop: () => Promise<void>) => void, giveUp: (cause: Error) => void }} run */
export async function bench(run) {
  // Measured on servers of our own, whatever the environment names.
  for (const name of ['DATABASE_URL', 'NATS_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE']) delete process.env[name];
  transpile();
  const { runBench } = await import(pathToFileURL(join(output, 'run.js')).href);
  const dataDir = join(defaultDataDir(), 'bench');
  await runBench({ ...run, projectRoot, dataDir, startStack, emptyFolder, foundCompany, demoPassword });
}

/** The measurements are TypeScript that is checked with the tests and, like those, transpiled when it runs; it uses the built services. */
function transpile() {
  rmSync(output, { recursive: true, force: true });
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const file = join(output, name.replace(/\.ts$/, '.js'));
    const { code } = transformSync(readFileSync(join(sources, name), 'utf8'), {
      filename: name,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}
